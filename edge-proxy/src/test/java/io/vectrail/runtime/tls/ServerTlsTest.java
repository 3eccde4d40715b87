package io.vectrail.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.local.testkit.Authority;
import io.vectrail.local.testkit.IssuedCertificate;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.health.Condition;
import io.vectrail.runtime.tls.TlsSettings.ClientCertificate;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A listener's certificate follows its files, and what cannot be used never takes the place of what can. Here, and not beside the classes
 * that it tests, since it needs the test kit, which is built while they are.
 */
class ServerTlsTest {

    private static final Authority AUTHORITY = Authority.named("servers");
    private static final Authority CLIENTS = Authority.named("clients");

    private static final Duration PAUSE = Duration.ofMillis(20);

    @TempDir
    private Path folder;

    private ServerTls tls;

    @BeforeEach
    void start() throws IOException {
        AUTHORITY.issue("dns:edge").write(certificate(), key());
        tls = ServerTls.start(settings(), Clock.systemUTC(), PAUSE);
    }

    @AfterEach
    void stop() {
        tls.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void eachKindOfKeyIsShownByBothVersionsOfTls(String algorithm) throws Exception {
        Instant now = Instant.now();
        AUTHORITY
                .issue(algorithm, now.minusSeconds(60), now.plusSeconds(600), "dns:edge")
                .write(certificate(), key());
        start(settings());
        for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
            SSLSession session = Handshaking.of(tls.context(), IssuedCertificate.nameless(AUTHORITY), version);
            assertThat(session.getProtocol()).isEqualTo(version);
            assertThat(session.getCipherSuite())
                    .containsAnyOf("_GCM_", "_CHACHA20_")
                    .doesNotContain("TLS_RSA");
        }
        assertThatThrownBy(() -> Handshaking.of(tls.context(), IssuedCertificate.nameless(AUTHORITY), "TLSv1.1"))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void whatChangesOnDiskIsShownAndWhatCannotBeUsedIsNot() throws Exception {
        IssuedCertificate first = AUTHORITY.issue("dns:edge");
        IssuedCertificate second = AUTHORITY.issue("dns:edge");
        first.write(certificate(), key());
        start(settings());
        second.write(certificate(), key());
        awaitShown(second);
        // Half of a pair.
        Files.writeString(certificate(), first.certificatePem());
        awaitTrouble("is not that of the first certificate");
        assertThat(shown()).isEqualTo(serial(second));
        // Written to its middle.
        Files.writeString(key(), first.keyPem().substring(0, 80));
        awaitTrouble("ends in the middle");
        Instant now = Instant.now();
        AUTHORITY
                .issue("EC", now.minusSeconds(60), now.minusSeconds(1), "dns:edge")
                .write(certificate(), key());
        awaitTrouble("expired at");
        assertThat(shown()).isEqualTo(serial(second));
        first.write(certificate(), key());
        awaitShown(first);
        assertThat(tls.condition()).isInstanceOf(Condition.Up.class);
    }

    /** As Kubernetes puts a secret in the place of another: by one link, to files of the same time and size. */
    @Test
    void aFolderOfSecretsThatIsSwappedByItsLinkIsFollowed() throws Exception {
        IssuedCertificate first = AUTHORITY.issue("dns:edge");
        IssuedCertificate second = AUTHORITY.issue("dns:edge");
        for (IssuedCertificate each : new IssuedCertificate[] {first, second}) {
            Path place = Files.createDirectory(folder.resolve("..v" + serial(each)));
            each.write(place.resolve("tls.crt"), place.resolve("tls.key"));
        }
        Files.delete(certificate());
        Files.delete(key());
        Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..v" + serial(first)));
        Files.createSymbolicLink(certificate(), Path.of("..data/tls.crt"));
        Files.createSymbolicLink(key(), Path.of("..data/tls.key"));
        start(settings());
        assertThat(shown()).isEqualTo(serial(first));
        Files.delete(data);
        Files.createSymbolicLink(data, Path.of("..v" + serial(second)));
        awaitShown(second);
    }

    @Test
    void clientsAreBelievedByTheirAuthorityAlone() throws Exception {
        Path authorities = Files.writeString(folder.resolve("clients.pem"), CLIENTS.pem());
        start(new TlsSettings(certificate(), key(), authorities, ClientCertificate.REQUIRED));
        SSLContext good = CLIENTS.issue("dns:batch.example").client(AUTHORITY);
        assertThat(Handshaking.of(tls.context(), good, "TLSv1.3").getLocalCertificates())
                .isNotNull();
        SSLContext stranger =
                Authority.named("others").issue("dns:batch.example").client(AUTHORITY);
        assertThatThrownBy(() -> Handshaking.of(tls.context(), stranger, "TLSv1.3"))
                .isInstanceOf(SSLException.class);
        SSLContext nameless = IssuedCertificate.nameless(AUTHORITY);
        assertThatThrownBy(() -> Handshaking.of(tls.context(), nameless, "TLSv1.2"))
                .isInstanceOf(SSLException.class);
        var before = tls.clients();
        SSLContext old = tls.context();
        AUTHORITY.issue("dns:edge").write(certificate(), key());
        Awaitility.await().pollInterval(PAUSE).until(() -> !tls.context().equals(old));
        assertThat(tls.clients()).isSameAs(before);
    }

    @Test
    void whatCannotBeUsedAtTheStartIsSaidWithItsFileAndWithoutWhatIsInIt() throws Exception {
        IssuedCertificate good = AUTHORITY.issue("dns:edge");
        Files.writeString(certificate(), good.certificatePem());
        Files.delete(key());
        refused("tls.key: no such file");
        Files.writeString(key(), AUTHORITY.issue("dns:edge").keyPem());
        refused("tls.key is not that of the first certificate in");
        Files.writeString(key(), good.keyPem().replace("PRIVATE KEY", "EC PRIVATE KEY"));
        refused("openssl pkcs8 -topk8 -nocrypt");
        Files.writeString(key(), good.keyPem().replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"));
        refused("openssl pkcs8 -topk8 -nocrypt");
        Files.writeString(key(), "-----BEGIN PRIVATE KEY-----\n!hunter2!\n-----END PRIVATE KEY-----\n");
        refused("tls.key is no PEM file");
        Files.writeString(key(), good.keyPem());
        Files.writeString(certificate(), good.keyPem());
        refused("tls.crt holds no certificate");
    }

    @Test
    void aCertificateThatIsAboutToExpireShowsOnTheHealthPage() throws Exception {
        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(119));
        tls.close();
        tls = ServerTls.start(settings(), late);
        assertThat(tls.condition()).isInstanceOf(Condition.Degraded.class);
        assertThat(tls.condition().detail()).contains("expires at", "put a new one into");
    }

    private void refused(String reason) {
        assertThatThrownBy(() -> ServerTls.start(settings(), Clock.systemUTC()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("hunter2");
    }

    private void start(TlsSettings settings) {
        tls.close();
        tls = ServerTls.start(settings, Clock.systemUTC(), PAUSE);
    }

    private TlsSettings settings() {
        return new TlsSettings(certificate(), key(), null, null);
    }

    private Path certificate() {
        return folder.resolve("tls.crt");
    }

    private Path key() {
        return folder.resolve("tls.key");
    }

    private void awaitShown(IssuedCertificate expected) {
        Awaitility.await()
                .pollInterval(PAUSE)
                .untilAsserted(() -> assertThat(shown()).isEqualTo(serial(expected)));
    }

    private void awaitTrouble(String reason) {
        Awaitility.await()
                .until(() -> tls.condition() instanceof Condition.Degraded degraded
                        && degraded.detail().contains(reason));
    }

    private BigInteger shown() throws IOException {
        SSLSession session = Handshaking.of(tls.context(), IssuedCertificate.nameless(AUTHORITY), "TLSv1.3");
        return ((X509Certificate) session.getPeerCertificates()[0]).getSerialNumber();
    }

    private static BigInteger serial(IssuedCertificate certificate) {
        return certificate.certificate().getSerialNumber();
    }
}
