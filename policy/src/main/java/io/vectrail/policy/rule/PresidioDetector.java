package io.vectrail.policy.rule;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Types that a Presidio analyzer finds, such as names and places. Nothing here asks it: whoever decides on a request brings what it said.
 *
 * @param types by Presidio's names, 1 to 32
 * @param presidio where the analyzer is; its path {@code /analyze} is asked below
 * @param timeout for all that one request asks of it, above 0 to 5 s
 * @param language of the texts, as the analyzer calls it, such as en
 * @param threshold the score from which it shall name a value, above 0 to 1; null: as it is set up itself
 * @param batch how many texts one call may have, 1 to 500
 * @param ca PEM file of the authorities that vouch for it; null: the system's roots
 */
public record PresidioDetector(
        List<String> types,
        URI presidio,
        Duration timeout,
        String language,
        @Nullable Double threshold,
        int batch,
        @Nullable String ca)
        implements Detector {

    static final Duration TIMEOUT = Duration.ofMillis(200);
    static final String LANGUAGE = "en";
    static final int BATCH = 100;

    public PresidioDetector {
        types = List.copyOf(types);
    }

    /** What the operator knows it by: no type is found by two detectors of a document. */
    public String name() {
        return String.join(",", types);
    }

    /** What callers are told of: every policy that fails for it says it in the record, so that it is short. */
    public String inWords() {
        return "the detector of " + types.getFirst() + (types.size() > 1 ? " and others" : "");
    }
}
