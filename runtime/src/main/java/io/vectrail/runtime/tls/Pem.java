package io.vectrail.runtime.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
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
final class Pem {

    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";
    private static final Set<String> KINDS = Set.of("RSA", "EC", "EdDSA");

    private record Block(String label, byte[] der) {}

    private Pem() {}

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
