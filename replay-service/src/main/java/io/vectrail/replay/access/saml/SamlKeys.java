package io.vectrail.replay.access.saml;

import io.vectrail.runtime.tls.Pem;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of both sides. Their files are read at each use, so that one that changes needs no restart. Thread-safe. */
final class SamlKeys {

    private static final int LEAST_RSA_BITS = 2048;

    /** As the JDK's curves go, P-256 and up. */
    private static final int LEAST_EC_BITS = 256;

    /** A provider changes from one to another, and has a spare one. */
    private static final int MOST = 10;

    private final SamlSettings settings;

    /** @throws IllegalArgumentException when they cannot be used; names the file and what to do */
    SamlKeys(SamlSettings settings) {
        this.settings = settings;
        var _ = provider();
        var _ = own();
    }

    /** Our certificate and its private key. */
    record Own(X509Certificate certificate, PrivateKey key) {

        @Override
        public String toString() {
            return "Own[" + certificate.getSerialNumber() + "]";
        }
    }

    /**
     * Those that the provider's signatures are made with, at least one.
     *
     * @throws IllegalArgumentException when they cannot be used
     */
    List<PublicKey> provider() {
        List<PublicKey> keys = new ArrayList<>();
        for (Path file : settings.certificates()) {
            for (X509Certificate certificate : Pem.certificates(file)) {
                keys.add(strong(file, certificate.getPublicKey()));
            }
        }
        if (keys.size() > MOST) {
            throw new IllegalArgumentException(
                    "login.saml.certificates holds more than " + MOST + "; keep those that the provider signs with");
        }
        return List.copyOf(keys);
    }

    /**
     * Ours; null where none is configured.
     *
     * @throws IllegalArgumentException when it cannot be used
     */
    @Nullable
    Own own() {
        Path certificateFile = settings.certificate();
        Path keyFile = settings.key();
        if (certificateFile == null || keyFile == null) {
            return null;
        }
        X509Certificate certificate = Pem.certificates(certificateFile).getFirst();
        if (!(certificate.getPublicKey() instanceof RSAKey)) {
            throw new IllegalArgumentException(
                    certificateFile + " is for no RSA key, which assertions are encrypted to; have one made that is");
        }
        var _ = strong(certificateFile, certificate.getPublicKey());
        return new Own(certificate, Pem.key(keyFile, certificate));
    }

    private static PublicKey strong(Path file, PublicKey key) {
        boolean strong = switch (key) {
            case RSAKey rsa -> rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
            case ECPublicKey ec -> ec.getParams().getOrder().bitLength() >= LEAST_EC_BITS;
            default -> false;
        };
        if (!strong) {
            throw new IllegalArgumentException(
                    file + " holds a certificate for a key that is neither RSA of 2,048 bits or more, nor EC of 256"
                            + " or more; have the provider use one that is");
        }
        return key;
    }
}
