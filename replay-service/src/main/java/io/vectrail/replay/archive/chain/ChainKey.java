package io.vectrail.replay.archive.chain;

import java.util.Map;

/**
 * One chain: an edge's events since it began a new journal.
 *
 * @param edge as the event says, whatever that is
 * @param epoch likewise
 */
record ChainKey(String edge, String epoch) {

    private static final int SHOWN_CHARACTERS = 64;

    Map<String, Object> parameters() {
        return Map.of("edge", edge, "epoch", epoch);
    }

    /** For people: at most so many characters, none of which breaks a line. */
    @Override
    public String toString() {
        return shown(edge) + "/" + shown(epoch);
    }

    private static String shown(String name) {
        String plain = name.replaceAll("[^\\x20-\\x7E]", "?");
        return plain.length() <= SHOWN_CHARACTERS ? plain : plain.substring(0, SHOWN_CHARACTERS) + "...";
    }
}
