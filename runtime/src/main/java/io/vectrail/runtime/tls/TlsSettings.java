package io.vectrail.runtime.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a listener shows who it is with, and whose clients it believes. The files are looked at each second: one that changes needs no
 * restart.
 *
 * @param certificate PEM file: its certificate first, then those between it and its root
 * @param key PEM file: the private key of that certificate, PKCS#8 without a passphrase; RSA, EC or Ed25519
 * @param clientAuthorities PEM file: who signs the certificates of clients; null: those are not asked for
 * @param clientCertificate whether a client must show one. Default: optional where there are authorities, none otherwise
 */
public record TlsSettings(
        Path certificate, Path key, @Nullable Path clientAuthorities, ClientCertificate clientCertificate) {

    /** Whether clients show a certificate. */
    public enum ClientCertificate {
        /** They are not asked. */
        NONE,
        /** They may. One that is not believed ends the handshake all the same. */
        OPTIONAL,
        /** Without one there is no connection. */
        REQUIRED
    }

    public TlsSettings(
            @Nullable Path certificate,
            @Nullable Path key,
            @Nullable Path clientAuthorities,
            @Nullable ClientCertificate clientCertificate) {
        if (certificate == null || key == null) {
            throw new IllegalArgumentException("tls needs certificate and key, a PEM file each");
        }
        this.certificate = certificate;
        this.key = key;
        this.clientAuthorities = clientAuthorities;
        this.clientCertificate = clientCertificate != null
                ? clientCertificate
                : clientAuthorities == null ? ClientCertificate.NONE : ClientCertificate.OPTIONAL;
        if ((clientAuthorities == null) != (this.clientCertificate == ClientCertificate.NONE)) {
            throw new IllegalArgumentException(
                    "tls.clientAuthorities goes with clientCertificate: optional or required, and each needs the other");
        }
    }
}
