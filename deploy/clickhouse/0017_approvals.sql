-- The life of each approval: one row for each record of vectrail.approvals. What an approval amounts to is a fold over its rows in the order
-- of their offsets, which the service does itself: a kind says what a record claims, and not that it counted. value is the record's own
-- bytes; outline is the same record without the body of the request that waits, for lists. subject to request_hash are of REQUESTED alone.
-- time is when the approval was asked for, as its id says, so that all its rows lie in one month and go together. Few rows a granule,
-- since one value may hold 512 KiB and a reader wants one.
CREATE TABLE IF NOT EXISTS approvals
(
    approval     String,
    time         DateTime64(3, 'UTC'),
    id           String,
    at           DateTime64(3, 'UTC'),
    kind         LowCardinality(String),
    actor        String,
    reason       String,
    exchange     Nullable(String),
    completed    Bool,
    subject      String,
    groups       Array(LowCardinality(String)),
    connection   LowCardinality(String),
    model        String,
    rules        Array(LowCardinality(String)),
    expires      Nullable(DateTime64(3, 'UTC')),
    request_hash String,
    outline      String CODEC(ZSTD(1)),
    value        String CODEC(ZSTD(1)),
    topic        LowCardinality(String),
    partition    Int32,
    offset       Int64,
    ingested_at  DateTime64(3, 'UTC') DEFAULT now64(3),
    INDEX by_at at TYPE minmax GRANULARITY 1,
    INDEX by_subject subject TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX by_offset offset TYPE minmax GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(time)
ORDER BY (approval, partition, offset)
SETTINGS index_granularity = 64, fsync_after_insert = 1, fsync_part_directory = 1;

-- Which exchanges were held for an approval, went on by it, or were refused under it; parts from before are looked through until they are
-- merged.
ALTER TABLE exchanges
    ADD INDEX IF NOT EXISTS by_approval approval_id TYPE bloom_filter(0.001) GRANULARITY 1;
