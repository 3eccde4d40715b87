package io.vectrail.streams.engine;

/** Puts a failure into one short line. */
final class Failures {

    private static final int LONGEST = 300;

    private Failures() {}

    /** The innermost cause, which is what the operator can act on. */
    static String line(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < 20; depth++) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null
                ? ""
                : ": " + cause.getMessage().lines().findFirst().orElse("");
        String line = cause.getClass().getSimpleName() + message;
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }
}
