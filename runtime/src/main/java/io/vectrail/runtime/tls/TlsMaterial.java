package io.vectrail.runtime.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What new connections of a listener are made with.
 *
 * @param certificate the listener's own
 * @param clients who believes the certificates of clients; the same one for as long as the file of authorities holds the same. Null:
 *     they are not asked for
 */
record TlsMaterial(
        SSLContext context,
        X509Certificate certificate,
        @Nullable X509TrustManager clients,
        TlsFiles files) {

    private static final char[] NO_PASSWORD = new char[0];

    /**
     * Makes it of what the files hold.
     *
     * @param last whose trust goes on where the authorities are still the same
     * @throws IllegalArgumentException when that cannot be used; names the file and what to do
     */
    static TlsMaterial of(TlsSettings settings, TlsFiles files, Instant now, @Nullable TlsMaterial last) {
        List<X509Certificate> chain = Pem.certificates(settings.certificate(), files.certificate());
        X509Certificate own = chain.getFirst();
        checkTime(settings.certificate(), own, now);
        PrivateKey key = Pem.key(settings.key(), files.key(), own);
        try {
            if (!Pem.fits(key, own)) {
                throw new IllegalArgumentException(
                        "the key in " + settings.key() + " is not that of the first certificate in "
                                + settings.certificate() + "; put the two that belong together there");
            }
            X509TrustManager clients = clients(settings.clientAuthorities(), files, last);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            KeyStore store = emptyStore();
            store.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
            keys.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    keys.getKeyManagers(), clients == null ? new TrustManager[0] : new TrustManager[] {clients}, null);
            return new TlsMaterial(new ServerContext(context, settings.clientCertificate()), own, clients, files);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    settings.certificate() + " and " + settings.key() + " cannot be used for TLS; write them anew", e);
        }
    }

    private static void checkTime(Path file, X509Certificate own, Instant now) {
        if (now.isAfter(own.getNotAfter().toInstant())) {
            throw new IllegalArgumentException("the certificate in " + file + " expired at "
                    + own.getNotAfter().toInstant() + "; put a new one there");
        }
        if (now.isBefore(own.getNotBefore().toInstant())) {
            throw new IllegalArgumentException("the certificate in " + file + " is not valid before "
                    + own.getNotBefore().toInstant() + "; wait, or set the clock right");
        }
    }

    private static @Nullable X509TrustManager clients(@Nullable Path file, TlsFiles files, @Nullable TlsMaterial last)
            throws GeneralSecurityException, IOException {
        if (file == null || files.authorities() == null) {
            return null;
        }
        if (last != null && Arrays.equals(last.files().authorities(), files.authorities())) {
            return last.clients();
        }
        KeyStore store = emptyStore();
        List<X509Certificate> authorities = Pem.certificates(file, files.authorities());
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("ca-" + i, authorities.get(i));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return Stream.of(trust.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
