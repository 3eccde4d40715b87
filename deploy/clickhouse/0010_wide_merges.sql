-- Each merge reads and writes its rows anew, so the fewer there are, the more comes in. 15 instead of 5: of parts of one size some fifteen
-- are merged at once where it was five, so that a row is written again about half as often. Parts that have grown old are merged in
-- smaller numbers, as before, so that a quiet archive still has few.
ALTER TABLE bodies MODIFY SETTING merge_selector_base = 15;

ALTER TABLE inputs MODIFY SETTING merge_selector_base = 15;
