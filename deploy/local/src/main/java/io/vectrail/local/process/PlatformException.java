package io.vectrail.local.process;

/** Something that the person at the keyboard can put right. The message is one line and says what to do next. */
public final class PlatformException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PlatformException(String message) {
        super(message);
    }

    public PlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
