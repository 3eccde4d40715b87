-- Inputs that are no text, vectors that are not what was asked for, which targets may have seen the request, and what its codec was told.
ALTER TABLE exchanges
    ADD COLUMN IF NOT EXISTS media_items  Array(Int32),
    ADD COLUMN IF NOT EXISTS media_types  Array(String),
    ADD COLUMN IF NOT EXISTS media_sizes  Array(Int64),
    ADD COLUMN IF NOT EXISTS media_sha256 Array(String),
    ADD COLUMN IF NOT EXISTS fault_names  Array(String),
    ADD COLUMN IF NOT EXISTS fault_items  Array(Array(Int32)),
    ADD COLUMN IF NOT EXISTS targets      Array(String),
    ADD COLUMN IF NOT EXISTS codec_names  Array(String),
    ADD COLUMN IF NOT EXISTS codec_values Array(String);
