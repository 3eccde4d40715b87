-- Sessions as the streams processor last wrote them: the record with the highest offset counts, and a tombstone, too, is
-- a record. A session's key, and with it its partition, never changes, so that offsets order its versions.
CREATE TABLE IF NOT EXISTS sessions
(
    id             String,
    subject        String,
    connection     LowCardinality(String),
    name           Nullable(String),
    start          DateTime64(3, 'UTC'),
    end            DateTime64(3, 'UTC'),
    exchanges      Int64,
    refused        Int64,
    items          Int64,
    request_bytes  Int64,
    response_bytes Int64,
    models         Array(String),
    topic          LowCardinality(String),
    partition      Int32,
    offset         UInt64,
    deleted        UInt8
)
ENGINE = ReplacingMergeTree(offset, deleted)
ORDER BY id
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
