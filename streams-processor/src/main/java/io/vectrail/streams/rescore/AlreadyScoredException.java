package io.vectrail.streams.rescore;

/** There are scores of this name. */
public final class AlreadyScoredException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    AlreadyScoredException(String version) {
        super("there are scores of version " + version + "; choose another name");
    }
}
