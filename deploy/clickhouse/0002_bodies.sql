-- The bytes as they were on the wire, in parts: one for a body that stood in its exchange, one for each chunk otherwise.
-- Few rows a granule, since one part may hold 512 KiB and a reader wants one.
CREATE TABLE IF NOT EXISTS bodies
(
    exchange  String,
    side      LowCardinality(String),
    part      Int32,
    bytes     String CODEC(ZSTD(1)),
    time      DateTime64(3, 'UTC'),
    topic     LowCardinality(String),
    partition Int32,
    offset    Int64,
    INDEX by_offset offset TYPE minmax GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(time)
ORDER BY (exchange, side, part)
SETTINGS index_granularity = 16, fsync_after_insert = 1, fsync_part_directory = 1;
