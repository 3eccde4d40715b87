package io.vectrail.local.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A certificate and its key, as a server or a client shows them. */
public record IssuedCertificate(X509Certificate certificate, PrivateKey key, Authority by) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Writes the two files that a listener is configured with. */
    public void write(Path certificateFile, Path keyFile) throws IOException {
        Files.writeString(certificateFile, certificatePem());
        Files.writeString(keyFile, keyPem());
    }

    public String certificatePem() {
        return Authority.pem("CERTIFICATE", Authority.encoded(certificate));
    }

    public String keyPem() {
        return Authority.pem("PRIVATE KEY", key.getEncoded());
    }

    /** What a client shows that believes this authority. */
    public SSLContext client(Authority believed) {
        return client(believed, this);
    }

    /** For a client that believes this authority and shows nothing. */
    public static SSLContext nameless(Authority believed) {
        return client(believed, null);
    }

    private static SSLContext client(Authority believed, @Nullable IssuedCertificate shown) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("believed", believed.certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown == null ? null : shown.keyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("shown", key, PASSWORD, new X509Certificate[] {certificate, by.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        return keys.getKeyManagers();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "IssuedCertificate[" + certificate.getSerialNumber() + "]";
    }
}
