package io.vectrail.policy.detect.pattern;

/** A text has more of what a document looks for than can be held. Its message says nothing of the text. */
public final class TooManyMatchesException extends RuntimeException {

    /** Of one text: of all the document's patterns, or of all its words. */
    public static final int MOST = 1_000_000;

    private TooManyMatchesException(String message) {
        super(message, null, false, false);
    }

    /** There are more than {@link #MOST}. */
    public static TooManyMatchesException places() {
        return new TooManyMatchesException(
                "a text of this request has more than " + MOST + " places that policies look for");
    }

    /** Whether they go on would have to be looked at too far, too often. */
    static TooManyMatchesException endless() {
        return new TooManyMatchesException(
                "a text of this request has more beginnings of what policies look for than can be followed to its end");
    }
}
