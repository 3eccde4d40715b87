-- What a search in texts needs of their exchange, so that it reads this table alone: what it is counted by, and what a list shows of it
-- as one column, since each column of a row that lies apart from others costs a read. In shown, as an array of JSON: subject, connection,
-- model, decision, outcome, status, inputs, session or null, preview. Rows from before have neither; a list takes those from their exchanges.
ALTER TABLE inputs
    ADD COLUMN IF NOT EXISTS rules      Array(LowCardinality(String)),
    ADD COLUMN IF NOT EXISTS detections Array(LowCardinality(String)),
    ADD COLUMN IF NOT EXISTS shown      String;

-- Rows that a search finds lie apart from each other: of each as little as may be is unpacked.
ALTER TABLE inputs MODIFY SETTING min_compress_block_size = 4096;

-- Who looks for a rule or a type alone; parts from before are looked through until they are merged.
ALTER TABLE exchanges
    ADD INDEX IF NOT EXISTS by_rules rule_names TYPE bloom_filter(0.01) GRANULARITY 1,
    ADD INDEX IF NOT EXISTS by_detections detection_types TYPE bloom_filter(0.01) GRANULARITY 1;
