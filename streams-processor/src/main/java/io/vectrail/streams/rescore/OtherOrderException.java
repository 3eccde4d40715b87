package io.vectrail.streams.rescore;

/** Scores of this name were begun with another time or document, and are not done. */
public final class OtherOrderException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    OtherOrderException(String version, String begun) {
        super("version " + version + " was begun " + (begun.isEmpty() ? "otherwise" : begun)
                + " and is not done; give the same to go on, or choose another name");
    }
}
