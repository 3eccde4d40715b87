-- What a vector is looked for by: the SHA-256 of its components as float32 in little-endian order, and the signs of its components, one bit
-- each, the first in the highest bit of its byte, with zeros before them up to a whole byte. How many signs of two vectors differ tells roughly
-- how near they are, from a thirty-second of what the vectors themselves take. An index of ClickHouse's own (vector_similarity) takes vectors
-- of one length alone, and refuses a block with any other; models differ. The service writes both; the expressions are for
-- rows from before, where something stands before the signs since unbin leaves out zero bytes at the beginning.
ALTER TABLE inputs
    ADD COLUMN IF NOT EXISTS vector_hash String
        DEFAULT if(empty(vector), '', SHA256(unhex(arrayStringConcat(arrayMap(x -> hex(x), vector))))) CODEC(NONE),
    ADD COLUMN IF NOT EXISTS signs String
        DEFAULT substring(unbin(concat('00000001', leftPad(arrayStringConcat(arrayMap(x -> if(x > 0, '1', '0'), vector)),
            8 * intDiv(length(vector) + 7, 8), '0'))), 2) CODEC(NONE),
    ADD INDEX IF NOT EXISTS by_vector_hash vector_hash TYPE bloom_filter(0.001) GRANULARITY 1;

-- In the background: what is looked for meanwhile is reckoned as it is read.
ALTER TABLE inputs
    MATERIALIZE COLUMN vector_hash,
    MATERIALIZE COLUMN signs,
    MATERIALIZE INDEX by_vector_hash;
