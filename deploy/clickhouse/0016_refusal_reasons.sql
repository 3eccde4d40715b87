-- Why an exchange was refused, in the words that its caller was told. Rows from before have none.
ALTER TABLE exchanges
    ADD COLUMN IF NOT EXISTS refusal_reason Nullable(String) AFTER refusal_code;
