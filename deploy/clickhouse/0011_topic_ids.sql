-- Which topic each partition's rows came from, by Kafka's own id. A topic that was deleted and created again has the same name and
-- another id, and its offsets say nothing of what is stored. What was archived before this table was there counts as of the
-- topic that is met first.
CREATE TABLE IF NOT EXISTS topic_ids
(
    topic     LowCardinality(String),
    partition Int32,
    id        String,
    at        DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = ReplacingMergeTree(at)
ORDER BY (topic, partition)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
