package io.vectrail.local.testkit;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Signs certificates for tests, the ones that no tool makes among them: expired, or with two names where one is allowed. Source: RFC 5280,
 * section 4.1.
 */
public final class Authority {

    private static final byte[] ECDSA_WITH_SHA256 =
            Der.sequence(Der.oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
    private static final byte[] BASIC_CONSTRAINTS = Der.oid(0x55, 0x1d, 0x13);
    private static final byte[] ALTERNATIVE_NAMES = Der.oid(0x55, 0x1d, 0x11);
    private static final Duration LIFE = Duration.ofHours(2);

    private final AtomicInteger serials = new AtomicInteger(1);
    private final PrivateKey key;
    private final X509Certificate certificate;

    private Authority(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** One that vouches for itself. */
    public static Authority named(String name) {
        KeyPair pair = pair("EC");
        X500Principal self = new X500Principal("CN=" + name);
        Instant now = Instant.now();
        byte[] extensions =
                Der.sequence(extension(BASIC_CONSTRAINTS, Der.sequence(Der.of(0x01, new byte[] {(byte) 0xff}))));
        X509Certificate certificate = signed(
                pair.getPrivate(),
                self,
                self,
                pair,
                1,
                now.minus(LIFE.multipliedBy(2)),
                now.plus(LIFE.multipliedBy(2)),
                extensions);
        return new Authority(pair.getPrivate(), certificate);
    }

    /**
     * A certificate that is valid now, for a fresh EC key.
     *
     * @param names each with its kind: {@code dns:a.example}, {@code ip:127.0.0.1}, {@code uri:spiffe://a/b}, {@code email:a@b.example}
     */
    public IssuedCertificate issue(String... names) {
        return issue("EC", Instant.now().minus(LIFE), Instant.now().plus(LIFE), names);
    }

    /** @param algorithm of its key: EC, RSA or Ed25519 */
    public IssuedCertificate issue(String algorithm, Instant from, Instant until, String... names) {
        KeyPair pair = pair(algorithm);
        byte[] extensions = Der.sequence(extension(
                ALTERNATIVE_NAMES,
                Der.sequence(Arrays.stream(names).map(Authority::name).toArray(byte[][]::new))));
        X509Certificate issued = signed(
                key,
                certificate.getSubjectX500Principal(),
                new X500Principal("CN=nobody looks here"),
                pair,
                serials.incrementAndGet(),
                from,
                until,
                names.length == 0 ? null : extensions);
        return new IssuedCertificate(issued, pair.getPrivate(), this);
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** As a file of authorities has it. */
    public String pem() {
        return pem("CERTIFICATE", encoded(certificate));
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate signed(
            PrivateKey by,
            X500Principal issuer,
            X500Principal subject,
            KeyPair pair,
            int serial,
            Instant from,
            Instant until,
            byte @Nullable [] extensions) {
        byte[] body = Der.sequence(
                Der.of(0xa0, Der.integer(2)),
                Der.integer(serial),
                ECDSA_WITH_SHA256,
                issuer.getEncoded(),
                Der.sequence(Der.time(from), Der.time(until)),
                subject.getEncoded(),
                pair.getPublic().getEncoded(),
                extensions == null ? new byte[0] : Der.of(0xa3, extensions));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(by);
            signature.update(body);
            byte[] whole = Der.sequence(body, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] extension(byte[] oid, byte[] value) {
        return Der.sequence(oid, Der.of(0x04, value));
    }

    private static byte[] name(String name) {
        List<String> parts = List.of(name.split(":", 2));
        byte[] text = parts.getLast().getBytes(StandardCharsets.US_ASCII);
        return switch (parts.getFirst()) {
            case "email" -> Der.of(0x81, text);
            case "dns" -> Der.of(0x82, text);
            case "uri" -> Der.of(0x86, text);
            case "ip" -> Der.of(0x87, address(parts.getLast()));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static byte[] address(String ip) {
        try {
            return InetAddress.getByName(ip).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static KeyPair pair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            switch (algorithm) {
                case "EC" -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                case "RSA" -> generator.initialize(2048);
                default -> {}
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
