-- How risky each exchange was, and with it its session and its caller: one row for each record of vectrail.risk and vectrail.rescored; version
-- is empty of the former. at is the exchange's own time, so that (at, exchange) finds its row here, and a row of exchanges its score. Parts are
-- those that add something, the largest first. caller_points is what all parts of its caller add, which may be more than the score can be.
CREATE TABLE IF NOT EXISTS risk
(
    exchange           String,
    subject            String,
    connection         LowCardinality(String),
    session            String,
    at                 DateTime64(3, 'UTC'),
    document_hash      LowCardinality(String),
    half_life_millis   Int64,
    version            LowCardinality(String),
    exchange_score     Float64,
    exchange_level     LowCardinality(String),
    exchange_signals   Array(LowCardinality(String)),
    exchange_strengths Array(Float64),
    exchange_weights   Array(Float64),
    exchange_points    Array(Float64),
    exchange_reasons   Array(String),
    session_score      Float64,
    session_level      LowCardinality(String),
    session_signals    Array(LowCardinality(String)),
    session_strengths  Array(Float64),
    session_weights    Array(Float64),
    session_points     Array(Float64),
    caller_score       Float64,
    caller_level       LowCardinality(String),
    caller_points      Float64,
    caller_signals     Array(LowCardinality(String)),
    caller_strengths   Array(Float64),
    caller_weights     Array(Float64),
    caller_part_points Array(Float64),
    topic              LowCardinality(String),
    partition          Int32,
    offset             Int64,
    ingested_at        DateTime64(3, 'UTC') DEFAULT now64(3),
    INDEX by_score exchange_score TYPE minmax GRANULARITY 1,
    INDEX by_offset offset TYPE minmax GRANULARITY 1,
    PROJECTION by_subject
    (
        SELECT version, subject, at, exchange, connection, session, exchange_score, session_score, caller_score, offset
        ORDER BY version, subject, at
    )
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (version, at, exchange)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- The latest score of each caller, in each version and month: so many rows as there are callers, however many exchanges they made. What made
-- it up stands in the row of risk that it came with.
CREATE TABLE IF NOT EXISTS risk_callers
(
    version          LowCardinality(String),
    subject          String,
    at               DateTime64(3, 'UTC'),
    exchange         String,
    connection       LowCardinality(String),
    session          String,
    half_life_millis Int64,
    caller_points    Float64,
    topic            LowCardinality(String),
    partition        Int32,
    offset           Int64
)
ENGINE = ReplacingMergeTree(at)
PARTITION BY toYYYYMM(at)
ORDER BY (version, subject)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
