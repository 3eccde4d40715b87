package io.vectrail.document;

import io.vectrail.runtime.health.Condition;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks each second at the files that the document in force takes credentials from, so that a rotation needs no restart
 * and no request waits for a disk; and says how the credentials are doing.
 */
public final class CredentialWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CredentialWatch.class);
    private static final int SECONDS = 1;

    private final Supplier<CheckedDocument> documents;
    private final Clock clock;
    private final Consumer<CheckedDocument> inForce;
    private final ScheduledExecutorService thread;
    private @Nullable CheckedDocument seen;

    private CredentialWatch(Supplier<CheckedDocument> documents, Clock clock, Consumer<CheckedDocument> inForce) {
        this.inForce = inForce;
        this.documents = documents;
        this.clock = clock;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("credentials").daemon().factory());
    }

    /**
     * Looks from now on.
     *
     * @param documents the one in force
     * @param inForce is told of each document that comes into force
     */
    public static CredentialWatch start(
            Supplier<CheckedDocument> documents, Clock clock, Consumer<CheckedDocument> inForce) {
        CredentialWatch watch = new CredentialWatch(documents, clock, inForce);
        watch.look();
        var _ = watch.thread.scheduleWithFixedDelay(watch::look, SECONDS, SECONDS, TimeUnit.SECONDS);
        return watch;
    }

    /** For the health page. */
    public Condition condition() {
        return CredentialCondition.of(documents.get(), clock.instant());
    }

    // The same text read again makes other connections, and gauges must hold those.
    @SuppressWarnings("ReferenceEquality")
    private void look() {
        try {
            CheckedDocument now = documents.get();
            if (now != seen) {
                inForce.accept(now);
                seen = now;
            }
            for (Connection connection : now.connections().values()) {
                connection.credentials().files().forEach(file -> tell(connection.name(), file));
            }
        } catch (RuntimeException e) {
            // An exception would end the looking for good.
            LOG.error(
                    "credential files could not be looked at: {}", e.getClass().getName());
        }
    }

    private static void tell(String connection, CredentialFile file) {
        switch (file.look()) {
            case SAME -> {}
            case CHANGED -> LOG.info("connection {} shows the new value of file {}", connection, file.name());
            case RECOVERED -> LOG.info("connection {}: file {} can be used again", connection, file.name());
            case FAILED ->
                LOG.warn(
                        "connection {} keeps the last good value of file {}: {}",
                        connection,
                        file.name(),
                        file.trouble());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
