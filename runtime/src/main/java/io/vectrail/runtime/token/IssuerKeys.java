package io.vectrail.runtime.token;

import com.nimbusds.jose.jwk.JWKSet;
import io.vectrail.runtime.disk.WholeFile;
import io.vectrail.runtime.health.Condition;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One issuer's public keys: fetched, remembered on disk, and kept through an outage of the issuer. An answer that is no
 * key set, or an empty one, changes nothing.
 */
final class IssuerKeys {

    /** Between two fetches that unknown key ids ask for: a stranger cannot make us hammer the issuer. */
    static final Duration MOST_OFTEN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private final IssuerSettings issuer;
    private final @Nullable Path lastGood;
    private final IssuerHttp http;
    private final Clock clock;
    private final Executor background;
    private final Runnable changed;

    private final CompletableFuture<Void> firstKnown = new CompletableFuture<>();
    private volatile JWKSet published = new JWKSet();
    private volatile List<IssuerKey> keys = List.of();
    private volatile String state = "not fetched yet";
    private volatile boolean fresh;
    private @Nullable Instant attempted;
    private @Nullable CompletableFuture<Void> underWay;

    /** @param background where the issuer is waited for */
    IssuerKeys(
            IssuerSettings issuer,
            @Nullable Path lastGood,
            IssuerHttp http,
            Clock clock,
            Executor background,
            Runnable changed) {
        this.issuer = issuer;
        this.lastGood = lastGood;
        this.http = http;
        this.clock = clock;
        this.background = background;
        this.changed = changed;
        recall();
    }

    List<IssuerKey> current() {
        return keys;
    }

    boolean known() {
        return !keys.isEmpty();
    }

    /** Completes once there are keys, fetched or recalled. */
    CompletableFuture<Void> firstKnown() {
        return firstKnown;
    }

    Condition condition() {
        if (!known()) {
            return new Condition.Down("no keys of " + issuer.issuer() + ": " + state);
        }
        return fresh
                ? new Condition.Up(keys.size() + " keys")
                : new Condition.Degraded("using the last good keys; " + issuer.issuer() + ": " + state);
    }

    /** Fetches in the background, unless that is under way or was done just now; completes when there is nothing to wait for. */
    synchronized CompletableFuture<Void> refresh(Duration notWithin) {
        // Asked for its end and not forgotten at it: a fetch may end before this has it at all.
        if (underWay != null && !underWay.isDone()) {
            return underWay;
        }
        if (attempted != null && clock.instant().isBefore(attempted.plus(notWithin))) {
            return CompletableFuture.completedFuture(null);
        }
        attempted = clock.instant();
        underWay = CompletableFuture.runAsync(this::fetch, background);
        return underWay;
    }

    private void fetch() {
        try {
            URI jwks = issuer.jwks();
            accept(http.get(
                    jwks == null ? IssuerMetadata.fetch(issuer.issuer(), http).jwks() : jwks));
        } catch (UnusableAnswerException e) {
            failed(String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            failed("it does not answer");
        } catch (ParseException e) {
            failed("its answer is not a key set");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed("interrupted");
        }
    }

    private void accept(String text) throws ParseException {
        JWKSet fetched = KeySet.parse(text);
        List<IssuerKey> usable = usable(fetched);
        if (usable.isEmpty()) {
            failed("its key set has no key that signatures are verified with");
            return;
        }
        boolean same = fetched.equals(published);
        if (!same) {
            published = fetched;
            keys = usable;
        }
        fresh = true;
        state = "fetched";
        if (!same) {
            changed.run();
            remember(text);
            LOG.info("keys of {} changed: {} keys", issuer.issuer(), usable.size());
        }
        // Whoever waits for them may end the program next: what is on the disk is there by then.
        firstKnown.complete(null);
    }

    private static List<IssuerKey> usable(JWKSet set) {
        return set.getKeys().stream()
                .map(IssuerKey::of)
                .filter(Objects::nonNull)
                .toList();
    }

    private void failed(String why) {
        fresh = false;
        if (!state.equals(why)) {
            LOG.warn("keys of {} cannot be fetched: {}", issuer.issuer(), why);
        }
        state = why;
    }

    private void remember(String text) {
        if (lastGood == null) {
            return;
        }
        try {
            Files.createDirectories(lastGood.toAbsolutePath().getParent());
            WholeFile.write(lastGood, text);
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be written, so a restart without the issuer finds older keys: {}",
                    lastGood,
                    e.getMessage());
        }
    }

    private void recall() {
        if (lastGood == null || !Files.exists(lastGood)) {
            return;
        }
        try {
            published = KeySet.parse(Files.readString(lastGood));
            keys = usable(published);
            state = "read from disk";
            if (known()) {
                firstKnown.complete(null);
            }
        } catch (IOException | ParseException e) {
            LOG.warn("{} holds no key set; waiting for the issuer instead", lastGood);
        }
    }
}
