package io.vectrail.load;

/** The arguments of a scenario are not what it takes; the message says what is. */
public final class WrongUsageException extends RuntimeException {

    public WrongUsageException(String message) {
        super(message);
    }
}
