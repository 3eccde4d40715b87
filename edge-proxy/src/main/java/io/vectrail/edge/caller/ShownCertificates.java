package io.vectrail.edge.caller;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.AttachmentKey;
import io.vectrail.edge.exchange.ClientCertificate;
import io.vectrail.runtime.tls.ServerTls;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.xnio.ssl.SslConnection;

/**
 * The certificates that the clients of open connections showed. Each is read once; and where the authorities have changed since, it is
 * asked again whether it is believed, for a connection may stay open for days.
 */
final class ShownCertificates {

    private static final AttachmentKey<Shown> SHOWN = AttachmentKey.create(Shown.class);

    /** Whoever shows one with so little time left is told to connect anew, by then with the next one. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private final ServerTls tls;
    private final @Nullable X509TrustManager first;

    /** @param chain empty where the client showed none */
    private record Shown(
            X509Certificate[] chain,
            @Nullable ClientCertificate read,
            @Nullable X509TrustManager believer) {}

    ShownCertificates(ServerTls tls) {
        this.tls = tls;
        this.first = tls.clients();
    }

    /** Whether it is still believed, or there is none to believe. Asked once for each request, before the others. */
    // It is the same one until the authorities change.
    @SuppressWarnings("ReferenceEquality")
    boolean stillBelieved(HttpServerExchange exchange) {
        ServerConnection connection = exchange.getConnection();
        Shown shown = connection.getAttachment(SHOWN);
        if (shown == null) {
            shown = read(exchange);
            connection.putAttachment(SHOWN, shown);
        }
        X509TrustManager now = tls.clients();
        if (shown.believer() == now || shown.chain().length == 0) {
            return true;
        }
        try {
            if (now == null) {
                return false;
            }
            now.checkClientTrusted(
                    shown.chain(), shown.chain()[0].getPublicKey().getAlgorithm());
            connection.putAttachment(SHOWN, new Shown(shown.chain(), shown.read(), now));
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    /** What the client showed; null where that is nothing. */
    @Nullable
    ClientCertificate of(HttpServerExchange exchange) {
        Shown shown = exchange.getConnection().getAttachment(SHOWN);
        return shown == null ? null : shown.read();
    }

    boolean endsSoon(HttpServerExchange exchange, Instant now) {
        ClientCertificate certificate = of(exchange);
        return certificate != null && now.isAfter(certificate.until().minus(SOON));
    }

    private Shown read(HttpServerExchange exchange) {
        X509Certificate[] chain = chain(exchange);
        return new Shown(chain, chain.length == 0 ? null : CertificateReader.read(chain[0]), first);
    }

    private static X509Certificate[] chain(HttpServerExchange exchange) {
        if (exchange.getConnection() instanceof HttpServerConnection http
                && http.getChannel() instanceof SslConnection connection) {
            try {
                Certificate[] chain = connection.getSslSession().getPeerCertificates();
                X509Certificate[] read = new X509Certificate[chain.length];
                for (int i = 0; i < chain.length; i++) {
                    read[i] = (X509Certificate) chain[i];
                }
                return read;
            } catch (SSLPeerUnverifiedException e) {
                return new X509Certificate[0];
            }
        }
        return new X509Certificate[0];
    }
}
