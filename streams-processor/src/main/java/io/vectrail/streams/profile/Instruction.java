package io.vectrail.streams.profile;

import java.util.List;

/**
 * What callers set before each text because their model was trained with it. It says nothing of the text, and would make short ones all alike.
 */
final class Instruction {

    /** Of the E5, BGE, Arctic, MixedBread and Nomic models. */
    private static final List<String> KNOWN = List.of(
            "query: ",
            "passage: ",
            "Represent this sentence for searching relevant passages: ",
            "Represent this query for retrieving relevant documents: ",
            "search_query: ",
            "search_document: ",
            "clustering: ",
            "classification: ");

    /** Of models that take any instruction, as E5-instruct, GTE-Qwen and Qwen3: it stands between these. */
    private static final String FROM = "Instruct: ";

    private static final String TO = "\nQuery:";
    private static final int MOST_CHARACTERS = 512;

    private Instruction() {}

    /** How many characters of a text are one; 0 where it has none. */
    static int length(String text) {
        if (text.startsWith(FROM)) {
            int end =
                    text.substring(0, Math.min(text.length(), MOST_CHARACTERS)).indexOf(TO);
            return end < 0 ? 0 : end + TO.length();
        }
        for (String known : KNOWN) {
            if (text.startsWith(known)) {
                return known.length();
            }
        }
        return 0;
    }
}
