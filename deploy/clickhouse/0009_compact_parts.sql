-- What one insert stores of bodies and inputs, some 10 to 40 MB, is one file for all columns instead of two for each: half as many
-- fsyncs. Parts that have grown by merging to more than 128 MiB have a file for each column, as before.
ALTER TABLE bodies MODIFY SETTING min_bytes_for_wide_part = 134217728;

ALTER TABLE inputs MODIFY SETTING min_bytes_for_wide_part = 134217728;
