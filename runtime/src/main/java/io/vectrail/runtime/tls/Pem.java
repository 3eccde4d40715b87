package io.vectrail.runtime.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads certificates and keys as RFC 7468 writes them. What stands around the blocks is left alone. Errors name the file and never quote
 * what is in it.
 */
public final class Pem {

    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";
    private static final int MOST_BYTES = 1 << 20;
    private static final byte[] PROBE = "does the key fit?".getBytes(StandardCharsets.US_ASCII);
    private static final Set<String> KINDS = Set.of("RSA", "EC", "EdDSA");

    private record Block(String label, byte[] der) {}

    private Pem() {}

    /**
     * All certificates of a file, at least one, in its order.
     *
     * @param file at most 1 MiB
     * @throws IllegalArgumentException when it cannot be read, or holds none
     */
    public static List<X509Certificate> certificates(Path file) {
        return certificates(file, bytes(file));
    }

    /**
     * The one private key of a file, which is that of this certificate.
     *
     * @param file at most 1 MiB
     * @throws IllegalArgumentException when it cannot be read, or holds another key or none
     */
    public static PrivateKey key(Path file, X509Certificate certificate) {
        PrivateKey key = key(file, bytes(file), certificate);
        try {
            if (fits(key, certificate)) {
                return key;
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " holds a key that cannot be used; write it anew");
        }
        throw new IllegalArgumentException(
                "the key in " + file + " is not that of its certificate; put the two that belong together there");
    }

    static byte[] bytes(Path file) {
        // Anything else, such as a pipe, could keep the reader waiting.
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + ": no such file; put it there, or name another one");
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

    static boolean fits(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = switch (certificate.getPublicKey().getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        Signature signature = Signature.getInstance(algorithm);
        try {
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (InvalidKeyException | SignatureException e) {
            return false;
        }
    }

    /** All certificates of a file, at least one, in its order. */
    static List<X509Certificate> certificates(Path file, byte[] text) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(file, text)) {
            if (block.label().equals(CERTIFICATE)) {
                certificates.add(certificate(file, block.der()));
            }
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no certificate; it must be a PEM file");
        }
        return List.copyOf(certificates);
    }

    /** The one private key of a file, of the kind that this certificate is for. */
    static PrivateKey key(Path file, byte[] text, X509Certificate certificate) {
        List<Block> keys = blocks(file, text).stream()
                .filter(block -> block.label().endsWith(KEY))
                .toList();
        if (keys.size() != 1) {
            throw new IllegalArgumentException(
                    file + " must hold one private key, and holds " + keys.size() + "; write it as PEM");
        }
        if (!keys.getFirst().label().equals(KEY)) {
            throw new IllegalArgumentException(file + " holds a key that is encrypted or not PKCS#8; write it anew with"
                    + " openssl pkcs8 -topk8 -nocrypt -in THE_KEY -out " + file.getFileName());
        }
        String kind = certificate.getPublicKey().getAlgorithm();
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException("the certificate that belongs to " + file
                    + " is for no RSA, EC or Ed25519 key; have one made that is");
        }
        try {
            return KeyFactory.getInstance(kind)
                    .generatePrivate(new PKCS8EncodedKeySpec(keys.getFirst().der()));
        } catch (GeneralSecurityException e) {
            // What it says of the key may quote it.
            throw new IllegalArgumentException(file + " holds no key of the kind that the certificate is for (" + kind
                    + "); put the two that belong" + " together there");
        }
    }

    private static X509Certificate certificate(Path file, byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException(file + " holds a certificate that cannot be read; write it anew", e);
        }
    }

    private static List<Block> blocks(Path file, byte[] text) {
        String all = new String(text, StandardCharsets.ISO_8859_1);
        List<Block> blocks = new ArrayList<>();
        Matcher begin = BEGIN.matcher(all);
        int at = 0;
        while (begin.find(at)) {
            String label = begin.group(1);
            String last = "-----END " + label + "-----";
            int end = all.indexOf(last, begin.end());
            if (end < 0) {
                throw new IllegalArgumentException(file + " ends in the middle; write it anew");
            }
            blocks.add(new Block(label, der(file, all.substring(begin.end(), end))));
            at = end + last.length();
        }
        return blocks;
    }

    private static byte[] der(Path file, String base64) {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            // What it says quotes a character, which may be one of a key's.
            throw new IllegalArgumentException(file + " is no PEM file; write it anew");
        }
    }
}
