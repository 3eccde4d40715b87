-- Who did or saw what: one row for each record of vectrail.access. details are as the event has them, in its order.
CREATE TABLE IF NOT EXISTS access
(
    id            String,
    time          DateTime64(3, 'UTC'),
    actor         String,
    address       String,
    action        LowCardinality(String),
    object        String,
    detail_names  Array(LowCardinality(String)),
    detail_values Array(String),
    topic         LowCardinality(String),
    partition     Int32,
    offset        Int64,
    ingested_at   DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(time)
ORDER BY (time, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
