-- One row for each text of a request, with the vector that came back for it (empty where none did).
-- terms are the text's words as the search knows them: lower case, one space between two. The columns that a search
-- filters by stand here too, so that it finds its ids in this table alone.
CREATE TABLE IF NOT EXISTS inputs
(
    exchange   String,
    time       DateTime64(3, 'UTC'),
    subject    String,
    connection LowCardinality(String),
    model      String,
    decision   LowCardinality(String),
    outcome    LowCardinality(String),
    input      Int32,
    text       String CODEC(ZSTD(1)),
    terms      String CODEC(ZSTD(1)),
    vector     Array(Float32),
    topic      LowCardinality(String),
    partition  Int32,
    offset     Int64,
    INDEX words terms TYPE text(tokenizer = 'splitByNonAlpha'),
    INDEX by_subject subject TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX by_offset offset TYPE minmax GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(time)
ORDER BY (time, exchange, input)
SETTINGS index_granularity = 512, fsync_after_insert = 1, fsync_part_directory = 1;
