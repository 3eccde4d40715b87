-- Which groups a text's caller was in, so that a search for words in one team's texts finds its ids in this table alone. Rows from
-- before have none, and are found by their connection only.
ALTER TABLE inputs
    ADD COLUMN IF NOT EXISTS groups Array(LowCardinality(String)) AFTER subject,
    ADD INDEX IF NOT EXISTS by_groups groups TYPE bloom_filter(0.01) GRANULARITY 1;

-- Whoever sees the exchanges of some groups alone lists those; parts from before are looked through until they are merged.
ALTER TABLE exchanges
    ADD INDEX IF NOT EXISTS by_groups groups TYPE bloom_filter(0.01) GRANULARITY 1;
