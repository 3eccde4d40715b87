-- The edges' chains: one row for each record of vectrail.exchanges, in the order in which its edge published it. hash is the
-- SHA-256 of the event's Avro binary; previous_hash is what the event says of the one before it, none at sequence 1.
-- Rows that were archived before this table was there are not in it. by_origin finds what came last from each Kafka partition.
CREATE TABLE IF NOT EXISTS chain
(
    edge          LowCardinality(String),
    epoch         String,
    sequence      Int64,
    previous_hash String CODEC(NONE),
    hash          String CODEC(NONE),
    id            String,
    time          DateTime64(3, 'UTC'),
    topic         LowCardinality(String),
    partition     Int32,
    offset        Int64,
    ingested_at   DateTime64(3, 'UTC') DEFAULT now64(3),
    PROJECTION by_origin (SELECT edge, epoch, sequence, topic, partition, offset ORDER BY topic, partition, offset)
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(time)
ORDER BY (edge, epoch, sequence)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
