package io.vectrail.replay.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** What goes into an export's file: counted, hashed, and ended where it is wanted no more or would be too much. */
final class MeasuredOutput extends FilterOutputStream {

    private final DigestOutputStream hashed;
    private final long most;
    private final AtomicLong lines = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean unwanted;

    /** @param most bytes that may be written */
    MeasuredOutput(OutputStream target, long most) {
        this(new DigestOutputStream(target, sha256()), most);
    }

    private MeasuredOutput(DigestOutputStream target, long most) {
        super(target);
        this.hashed = target;
        this.most = most;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Somebody deleted the export, or the service stops. */
    static final class UnwantedException extends IOException {
        private static final long serialVersionUID = 1L;

        UnwantedException() {
            super("nobody wants it any more");
        }
    }

    /** There is no room. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super(
                    "exports take as much room as they may; delete some, ask for less at a time, or raise exports.mostBytes");
        }
    }

    @Override
    public void write(byte[] from, int start, int length) throws IOException {
        if (unwanted) {
            throw new UnwantedException();
        }
        if (bytes.get() + length > most) {
            throw new TooLargeException();
        }
        out.write(from, start, length);
        bytes.addAndGet(length);
        int ended = 0;
        for (int i = start; i < start + length; i++) {
            ended += from[i] == '\n' ? 1 : 0;
        }
        lines.addAndGet(ended);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    void abandon() {
        unwanted = true;
    }

    long bytes() {
        return bytes.get();
    }

    /** Line ends among them. */
    long lines() {
        return lines.get();
    }

    /** Of all that was written; once. */
    String hash() {
        return HexFormat.of().formatHex(hashed.getMessageDigest().digest());
    }
}
