package io.vectrail.runtime.tls;

import io.vectrail.runtime.digest.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a listener hold at one moment.
 *
 * @param authorities null where there are none
 * @param fingerprint tells one state of all of them from another; links that are swapped and clocks that stand still make no difference
 */
record TlsFiles(byte[] certificate, byte[] key, byte @Nullable [] authorities, String fingerprint) {

    private static final int MOST_BYTES = 1 << 20;

    /** @throws IllegalArgumentException when one cannot be read */
    static TlsFiles read(TlsSettings settings) {
        byte[] certificate = bytes(settings.certificate());
        byte[] key = bytes(settings.key());
        byte[] authorities = settings.clientAuthorities() == null ? null : bytes(settings.clientAuthorities());
        return new TlsFiles(certificate, key, authorities, fingerprint(certificate, key, authorities));
    }

    private static String fingerprint(byte[] certificate, byte[] key, byte @Nullable [] authorities) {
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        digests.writeBytes(Sha256.of(certificate));
        digests.writeBytes(Sha256.of(key));
        if (authorities != null) {
            digests.writeBytes(Sha256.of(authorities));
        }
        return HexFormat.of().formatHex(digests.toByteArray());
    }

    private static byte[] bytes(Path file) {
        // Anything else, such as a pipe, could keep the reader waiting.
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + ": no such file; put it there, or name another under tls");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IllegalArgumentException(file + " is larger than 1 MiB");
            }
            return bytes;
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read; let this program's user read it", e);
        }
    }

    /** Without what is in them. */
    @Override
    public String toString() {
        return "TlsFiles[" + fingerprint + "]";
    }
}
