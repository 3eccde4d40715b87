-- What the check of the chains knows. Every column is a smallest, a largest or a latest value, so that writing the same
-- twice, or from two instances, changes nothing. How far what came from each Kafka partition has been looked at:
CREATE TABLE IF NOT EXISTS chain_cursors
(
    topic     LowCardinality(String),
    partition Int32,
    next      SimpleAggregateFunction(max, Int64)
)
ENGINE = AggregatingMergeTree
ORDER BY (topic, partition)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Each chain. first is where it begins here, 0 while that is not known; start says whether that is the chain's own BEGINNING
-- or LATER, where what came before was never given to this table. Everything from first to verified is there and fits
-- together, or a finding says otherwise.
CREATE TABLE IF NOT EXISTS chain_states
(
    edge     String,
    epoch    String,
    first    SimpleAggregateFunction(max, Int64),
    start    SimpleAggregateFunction(max, String),
    since    SimpleAggregateFunction(min, DateTime64(3, 'UTC')),
    verified SimpleAggregateFunction(max, Int64),
    last     SimpleAggregateFunction(max, Int64),
    checked  SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
)
ENGINE = AggregatingMergeTree
ORDER BY (edge, epoch)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- What was found. kind: GAP (sequence to through, of which so many are missing), FORK, DUPLICATE, CHANGE, EPOCH, INVALID.
CREATE TABLE IF NOT EXISTS chain_findings
(
    edge      String,
    epoch     String,
    kind      LowCardinality(String),
    sequence  Int64,
    through   SimpleAggregateFunction(max, Int64),
    missing   SimpleAggregateFunction(min, Int64),
    events    SimpleAggregateFunction(max, Int64),
    time      SimpleAggregateFunction(min, DateTime64(3, 'UTC')),
    found_at  SimpleAggregateFunction(min, DateTime64(3, 'UTC')),
    healed_at SimpleAggregateFunction(min, Nullable(DateTime64(3, 'UTC'))),
    exchanges SimpleAggregateFunction(anyLast, Array(String))
)
ENGINE = AggregatingMergeTree
ORDER BY (edge, epoch, kind, sequence)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Offsets that Kafka's retention dropped before they were archived: the chains that were under way then begin here later.
CREATE TABLE IF NOT EXISTS losses
(
    topic     LowCardinality(String),
    partition Int32,
    first     Int64,
    next      Int64,
    at        SimpleAggregateFunction(min, DateTime64(3, 'UTC')) DEFAULT now64(3)
)
ENGINE = AggregatingMergeTree
ORDER BY (topic, partition, first, next)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
