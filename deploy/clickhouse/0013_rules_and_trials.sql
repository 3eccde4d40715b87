-- What each rule found, and which rules are those of a document on trial. Rows from before have empty lists: of them neither is known.
ALTER TABLE exchanges
    ADD COLUMN IF NOT EXISTS trial_hash            Nullable(String),
    ADD COLUMN IF NOT EXISTS rule_trials           Array(Bool),
    ADD COLUMN IF NOT EXISTS rule_detection_types  Array(Array(String)),
    ADD COLUMN IF NOT EXISTS rule_detection_counts Array(Array(Int32));
