package io.vectrail.provider;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * What deflated bytes stand for, to the last of them: what is behind the end of a stream makes it no such stream. The JDK's
 * own pass over it, and whoever reads the body after them may not.
 *
 * <p>Source: RFC 1950 (zlib), RFC 1951 (deflate) and RFC 1952 (gzip, of which a stream may have several members).
 */
final class Inflated extends InputStream {

    /** A member may be as short as twenty bytes, of nothing. */
    private static final int MOST_MEMBERS = 4096;

    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    /** Of the flags: text, and those above. Others are reserved, and change what follows. */
    private static final int KNOWN = 1 | CHECKSUM | EXTRA | NAME | COMMENT;

    /** Time, the compressor's own flags and its system. */
    private static final int OF_NO_CONCERN = 6;

    private final byte[] bytes;
    private final boolean gzip;
    private final Inflater inflater;
    private final CRC32 sum = new CRC32();
    private int at;
    private int members;
    private boolean ended;

    /** Of one stream, as the content encoding {@code deflate} has it. */
    static Inflated zlib(byte[] bytes) {
        Inflated inflated = new Inflated(bytes, false);
        inflated.inflater.setInput(bytes);
        return inflated;
    }

    /** Of one member or several. */
    static Inflated gzip(byte[] bytes) throws IOException {
        Inflated inflated = new Inflated(bytes, true);
        try {
            inflated.beginMember();
            return inflated;
        } catch (IOException e) {
            inflated.close();
            throw e;
        }
    }

    private Inflated(byte[] bytes, boolean gzip) {
        this.bytes = bytes;
        this.gzip = gzip;
        this.inflater = new Inflater(gzip);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!ended) {
                int count = inflater.inflate(into, offset, length);
                if (count > 0) {
                    sum.update(into, offset, count);
                    return count;
                }
                if (!inflater.finished()) {
                    // It breaks off, or needs a dictionary that nobody has.
                    throw new EOFException();
                }
                endStream();
            }
            return -1;
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        }
    }

    private void endStream() throws IOException {
        at = bytes.length - inflater.getRemaining();
        if (gzip) {
            boolean whole = number(4) == sum.getValue() && number(4) == (inflater.getBytesWritten() & 0xffff_ffffL);
            if (!whole) {
                throw new ZipException("a member is not what its end says");
            }
        }
        ended = at == bytes.length;
        if (!ended && gzip) {
            beginMember();
        } else if (!ended) {
            throw new ZipException("something stands behind the end");
        }
    }

    private void beginMember() throws IOException {
        int first = at;
        if (++members > MOST_MEMBERS || number(2) != MAGIC || number(1) != DEFLATE) {
            throw new ZipException("what stands there is no member, or one too many");
        }
        int flags = (int) number(1);
        if ((flags & ~KNOWN) != 0) {
            throw new ZipException("a member has flags that nobody knows");
        }
        skip(OF_NO_CONCERN);
        if ((flags & EXTRA) != 0) {
            skip((int) number(2));
        }
        if ((flags & NAME) != 0) {
            skipString();
        }
        if ((flags & COMMENT) != 0) {
            skipString();
        }
        if ((flags & CHECKSUM) != 0) {
            checkHeader(first);
        }
        inflater.reset();
        inflater.setInput(bytes, at, bytes.length - at);
        sum.reset();
    }

    private void checkHeader(int first) throws IOException {
        sum.reset();
        sum.update(bytes, first, at - first);
        if (number(2) != (sum.getValue() & 0xffff)) {
            throw new ZipException("a member's header is not what it says");
        }
    }

    /** The next bytes as a number, the lowest first. */
    private long number(int count) throws EOFException {
        long number = 0;
        int from = at;
        skip(count);
        for (int i = 0; i < count; i++) {
            number |= (bytes[from + i] & 0xffL) << (Byte.SIZE * i);
        }
        return number;
    }

    private void skipString() throws EOFException {
        while (number(1) != 0) {
            // Up to the zero that ends it.
        }
    }

    private void skip(int count) throws EOFException {
        if (count > bytes.length - at) {
            throw new EOFException();
        }
        at += count;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
