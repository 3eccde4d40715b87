package io.vectrail.provider;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Frees a body of its content encoding, so that a codec can read it. The bytes that pass are never touched. */
public final class ContentEncoding {

    private static final int STEP = 64 * 1024;

    private ContentEncoding() {}

    /**
     * The plain bytes.
     *
     * @param encoding the Content-Encoding header; null and {@code identity} mean none
     * @param mostBytes how large the plain bytes may become
     * @return empty when the encoding is not gzip or deflate, the bytes are not in it, or they grow past the bound
     */
    public static Optional<byte[]> decode(@Nullable String encoding, byte[] body, long mostBytes) {
        String name = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
        if (name.equals("identity") || name.isEmpty()) {
            return body.length <= mostBytes ? Optional.of(body) : Optional.empty();
        }
        return switch (name) {
            case "gzip", "x-gzip" -> drained(in -> new GZIPInputStream(in, STEP), body, mostBytes);
            case "deflate" -> drained(InflaterInputStream::new, body, mostBytes);
            default -> Optional.empty();
        };
    }

    private interface Decoder {
        InputStream open(InputStream encoded) throws IOException;
    }

    private static Optional<byte[]> drained(Decoder decoder, byte[] body, long mostBytes) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(STEP);
        byte[] step = new byte[STEP];
        try (InputStream in = decoder.open(new ByteArrayInputStream(body))) {
            for (int read = in.read(step); read >= 0; read = in.read(step)) {
                if (plain.size() + (long) read > mostBytes) {
                    return Optional.empty();
                }
                plain.write(step, 0, read);
            }
            return Optional.of(plain.toByteArray());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
