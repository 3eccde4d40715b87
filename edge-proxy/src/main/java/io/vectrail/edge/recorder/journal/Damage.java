package io.vectrail.edge.recorder.journal;

/**
 * Bytes of the journal that cannot be read as entries.
 *
 * @param at where they begin
 * @param bytes how many
 * @param what is known of them, in words
 */
public record Damage(Position at, long bytes, String what) {

    @Override
    public String toString() {
        return bytes + " bytes at " + at + ": " + what;
    }
}
