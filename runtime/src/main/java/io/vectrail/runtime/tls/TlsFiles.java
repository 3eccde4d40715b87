package io.vectrail.runtime.tls;

import io.vectrail.runtime.digest.Sha256;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a listener hold at one moment.
 *
 * @param authorities null where there are none
 * @param fingerprint tells one state of all of them from another; links that are swapped and clocks that stand still make no difference
 */
record TlsFiles(byte[] certificate, byte[] key, byte @Nullable [] authorities, String fingerprint) {

    /** @throws IllegalArgumentException when one cannot be read */
    static TlsFiles read(TlsSettings settings) {
        byte[] certificate = Pem.bytes(settings.certificate());
        byte[] key = Pem.bytes(settings.key());
        byte[] authorities = settings.clientAuthorities() == null ? null : Pem.bytes(settings.clientAuthorities());
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

    /** Without what is in them. */
    @Override
    public String toString() {
        return "TlsFiles[" + fingerprint + "]";
    }
}
