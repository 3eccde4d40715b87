-- Which instance of the service may write the rows of which Kafka partition: the one whose claim is the highest. Each insert
-- asks for that itself, so that an instance that slept while its partitions went to another stores nothing. The highest is
-- kept, whatever is merged in whatever order; a claim is 64 bits of a counter and 64 of chance.
CREATE TABLE IF NOT EXISTS claims
(
    topic     LowCardinality(String),
    partition Int32,
    claim     SimpleAggregateFunction(max, UInt128),
    at        SimpleAggregateFunction(max, DateTime64(3, 'UTC')) DEFAULT now64(3)
)
ENGINE = AggregatingMergeTree
ORDER BY (topic, partition)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
