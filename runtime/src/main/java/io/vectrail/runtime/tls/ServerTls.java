package io.vectrail.runtime.tls;

import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.health.Condition;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener's side of TLS, which follows its files. Each change makes a context of its own, so that no session from before it is
 * resumed; connections that are open stay as they are. Files that cannot be used leave the last good ones in force. Thread-safe.
 */
public final class ServerTls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String UNREADABLE = "unreadable";

    /** Whoever renews certificates does so earlier than in the last tenth of their time. */
    private static final int LAST_PART = 10;

    private final TlsSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tls-files").daemon().factory());
    private volatile TlsMaterial material;
    private volatile @Nullable String trouble;
    private volatile Consumer<SSLContext> told = context -> {};
    private String seen;

    private ServerTls(TlsSettings settings, Clock clock, TlsMaterial first) {
        this.settings = settings;
        this.clock = clock;
        this.material = first;
        this.seen = first.files().fingerprint();
    }

    /**
     * Reads the files, and looks at them each second from now on.
     *
     * @throws ConfigurationException when they cannot be used
     */
    public static ServerTls start(TlsSettings settings, Clock clock) {
        return start(settings, clock, PAUSE);
    }

    static ServerTls start(TlsSettings settings, Clock clock, Duration pause) {
        TlsMaterial first;
        try {
            first = TlsMaterial.of(settings, TlsFiles.read(settings), clock.instant(), null);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("tls: " + e.getMessage());
        }
        ServerTls tls = new ServerTls(settings, clock, first);
        var _ = tls.thread.scheduleWithFixedDelay(tls::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return tls;
    }

    /** What new connections are made with now. Its engines are set up whole: whoever uses them changes nothing. */
    public SSLContext context() {
        return material.context();
    }

    /** Who believes the certificates of clients now; null: they are not asked for. The same one until their authorities change. */
    public @Nullable X509TrustManager clients() {
        return material.clients();
    }

    /** Tells of each context that takes the place of the one before; one listener can be told. */
    public void onChange(Consumer<SSLContext> listener) {
        told = listener;
        // It may have changed in between.
        listener.accept(context());
    }

    /** For the health page. */
    public Condition condition() {
        X509Certificate own = material.certificate();
        Instant from = own.getNotBefore().toInstant();
        Instant until = own.getNotAfter().toInstant();
        Duration left = Duration.between(clock.instant(), until);
        String problem = trouble;
        if (problem != null) {
            return new Condition.Degraded(
                    "the last good certificate is in use, which is valid until " + until + ": " + problem);
        }
        if (left.isNegative()) {
            return new Condition.Degraded("the certificate expired at " + until
                    + " and nobody believes it; put a new one into " + settings.certificate());
        }
        return left.compareTo(Duration.between(from, until).dividedBy(LAST_PART)) < 0
                ? new Condition.Degraded(
                        "the certificate expires at " + until + "; put a new one into " + settings.certificate())
                : new Condition.Up("the certificate is valid until " + until);
    }

    /**
     * What has changed must look the same twice in a row: a file that is being written may end behind one of its certificates, and two
     * files are never written at once.
     */
    private void look() {
        TlsFiles files = null;
        String wrong = "";
        try {
            files = TlsFiles.read(settings);
        } catch (IllegalArgumentException e) {
            wrong = String.valueOf(e.getMessage());
        }
        String now = files == null ? UNREADABLE : files.fingerprint();
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || (now.equals(material.files().fingerprint()) && trouble == null)) {
            return;
        }
        if (files == null) {
            failed(wrong);
        } else {
            take(files);
        }
    }

    private void take(TlsFiles files) {
        try {
            material = TlsMaterial.of(settings, files, clock.instant(), material);
            trouble = null;
            told.accept(material.context());
            LOG.info(
                    "new connections are shown the certificate that is valid until {}",
                    material.certificate().getNotAfter().toInstant());
        } catch (IllegalArgumentException e) {
            failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // An exception would end the looking for good.
            failed("what is in the files cannot be used: " + e.getClass().getName());
        }
    }

    private void failed(String reason) {
        if (trouble == null) {
            LOG.warn("the last good certificate stays in use: {}", reason);
        }
        trouble = reason;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
