-- What was found: one row for each record of vectrail.alerts. What an alert amounts to is a fold over its rows in the order of their offsets,
-- which the service does itself: a kind says what a record claims, and not that it counted. value is the record's own bytes. raised_at is the
-- same in all rows of an alert, so that they lie in one month and go together.
CREATE TABLE IF NOT EXISTS alerts
(
    alert       String,
    raised_at   DateTime64(3, 'UTC'),
    id          String,
    at          DateTime64(3, 'UTC'),
    kind        LowCardinality(String),
    subject     String,
    groups      Array(LowCardinality(String)),
    connections Array(LowCardinality(String)),
    level       LowCardinality(String),
    value       String CODEC(ZSTD(1)),
    topic       LowCardinality(String),
    partition   Int32,
    offset      Int64,
    ingested_at DateTime64(3, 'UTC') DEFAULT now64(3),
    INDEX by_raised_at raised_at TYPE minmax GRANULARITY 1,
    INDEX by_subject subject TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX by_offset offset TYPE minmax GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(raised_at)
ORDER BY (alert, partition, offset)
SETTINGS index_granularity = 512, fsync_after_insert = 1, fsync_part_directory = 1;

-- What was done with alerts: one row for each record of vectrail.cases, folded as the above.
CREATE TABLE IF NOT EXISTS cases
(
    alert       String,
    id          String,
    at          DateTime64(3, 'UTC'),
    kind        LowCardinality(String),
    actor       String,
    assignee    Nullable(String),
    verdict     Nullable(String),
    reason      String,
    webhook     Nullable(String),
    step        Nullable(String),
    topic       LowCardinality(String),
    partition   Int32,
    offset      Int64,
    ingested_at DateTime64(3, 'UTC') DEFAULT now64(3),
    INDEX by_offset offset TYPE minmax GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (alert, partition, offset)
SETTINGS index_granularity = 512, fsync_after_insert = 1, fsync_part_directory = 1;
