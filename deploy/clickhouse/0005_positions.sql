-- How far each topic's partition has been archived: next is the first offset that has not. Written last, after the rows
-- themselves; it outlives them, so that what retention dropped is not read again.
CREATE TABLE IF NOT EXISTS positions
(
    topic     LowCardinality(String),
    partition Int32,
    next      UInt64,
    at        DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = ReplacingMergeTree(next)
ORDER BY (topic, partition)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
