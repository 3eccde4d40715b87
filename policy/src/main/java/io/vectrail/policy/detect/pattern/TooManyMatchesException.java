package io.vectrail.policy.detect.pattern;

/** A text has more of what a document looks for than can be held. Its message says nothing of the text. */
public final class TooManyMatchesException extends RuntimeException {

    /** Of one text: of all the document's patterns, or of all its words. */
    public static final int MOST = 1_000_000;

    public TooManyMatchesException() {
        super("a text of this request has more than " + MOST + " places that policies look for", null, false, false);
    }
}
