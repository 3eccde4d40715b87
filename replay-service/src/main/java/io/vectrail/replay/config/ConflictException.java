package io.vectrail.replay.config;

/** Another document is there than the one in whose place somebody wanted to put theirs. */
public final class ConflictException extends Exception {

    private static final long serialVersionUID = 1;

    private final String there;

    ConflictException(String there) {
        super("another document is there", null, false, false);
        this.there = there;
    }

    /** Its hash; empty where there is none. */
    public String there() {
        return there;
    }
}
