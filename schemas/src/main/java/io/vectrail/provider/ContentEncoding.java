package io.vectrail.provider;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Frees a body of its content encoding, so that a codec can read it. The bytes that pass are never touched. */
public final class ContentEncoding {

    private static final int STEP = 64 * 1024;
    private static final int AT_ONCE = 1 << 20;
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private ContentEncoding() {}

    /**
     * The plain bytes. No bytes are none in every encoding: whoever sends no body may say what it would have been in.
     *
     * @param encoding the Content-Encoding header; null and {@code identity} mean none
     * @param mostBytes how large the plain bytes may become
     * @return empty when the encoding is not gzip or deflate, the bytes are not in it to the last one, or they grow past
     *     the bound
     */
    public static Optional<byte[]> decode(@Nullable String encoding, byte[] body, long mostBytes) {
        String name = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
        if (name.equals("identity") || name.isEmpty() || body.length == 0) {
            return body.length <= mostBytes ? Optional.of(body) : Optional.empty();
        }
        return switch (name) {
            case "gzip", "x-gzip" -> drained(Inflated::gzip, body, mostBytes);
            case "deflate" -> drained(Inflated::zlib, body, mostBytes);
            default -> Optional.empty();
        };
    }

    /** Whether that is why {@link #decode} gives nothing: the bytes grow past the bound, whatever comes behind it. */
    public static boolean exceeds(@Nullable String encoding, byte[] body, long mostBytes) {
        String name = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "identity", "" -> body.length > mostBytes;
            case "gzip", "x-gzip" -> grows(Inflated::gzip, body, mostBytes);
            case "deflate" -> grows(Inflated::zlib, body, mostBytes);
            default -> false;
        };
    }

    private static boolean grows(Decoder decoder, byte[] body, long mostBytes) {
        try (InputStream in = decoder.open(body)) {
            return size(in, 0, mostBytes) > mostBytes;
        } catch (IOException e) {
            return false;
        }
    }

    private interface Decoder {
        InputStream open(byte[] encoded) throws IOException;
    }

    /** What is large is decoded twice, so that it never takes more memory than it has bytes. */
    private static Optional<byte[]> drained(Decoder decoder, byte[] body, long mostBytes) {
        try (InputStream in = decoder.open(body)) {
            byte[] beginning = in.readNBytes(AT_ONCE);
            if (beginning.length < AT_ONCE) {
                return beginning.length <= mostBytes ? Optional.of(beginning) : Optional.empty();
            }
            long most = Math.min(mostBytes, LARGEST_ARRAY);
            long size = size(in, AT_ONCE, most);
            return size <= most ? Optional.of(whole(decoder, body, (int) size)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Reads on to the end, or past the bound. */
    private static long size(InputStream in, long before, long mostBytes) throws IOException {
        byte[] step = new byte[STEP];
        long size = before;
        for (int read = in.read(step); read >= 0 && size <= mostBytes; read = in.read(step)) {
            size += read;
        }
        return size;
    }

    private static byte[] whole(Decoder decoder, byte[] body, int size) throws IOException {
        byte[] plain = new byte[size];
        try (InputStream in = decoder.open(body)) {
            if (in.readNBytes(plain, 0, size) < size) {
                throw new EOFException();
            }
        }
        return plain;
    }
}
