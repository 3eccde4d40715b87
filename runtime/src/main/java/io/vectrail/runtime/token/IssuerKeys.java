package io.vectrail.runtime.token;

import com.nimbusds.jose.jwk.JWKSet;
import io.vectrail.runtime.disk.WholeFile;
import io.vectrail.runtime.health.Condition;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 1 << 20;
    private static final JWKSet NONE = new JWKSet();

    private final URI address;
    private final @Nullable Path lastGood;
    private final HttpClient http;
    private final Clock clock;
    private final Executor background;
    private final Runnable changed;

    private final CompletableFuture<Void> firstKnown = new CompletableFuture<>();
    private volatile JWKSet keys = NONE;
    private volatile String state = "not fetched yet";
    private volatile boolean fresh;
    private @Nullable Instant attempted;
    private @Nullable CompletableFuture<Void> underWay;

    IssuerKeys(
            URI address, @Nullable Path lastGood, HttpClient http, Clock clock, Executor background, Runnable changed) {
        this.address = address;
        this.lastGood = lastGood;
        this.http = http;
        this.clock = clock;
        this.background = background;
        this.changed = changed;
        recall();
    }

    JWKSet current() {
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
            return new Condition.Down("no keys of " + address + ": " + state);
        }
        return fresh
                ? new Condition.Up(keys.size() + " keys")
                : new Condition.Degraded("using the last good keys; " + address + ": " + state);
    }

    /** Fetches in the background, unless that is under way or was done just now; completes when there is nothing to wait for. */
    synchronized CompletableFuture<Void> refresh(Duration notWithin) {
        if (underWay != null) {
            return underWay;
        }
        if (attempted != null && clock.instant().isBefore(attempted.plus(notWithin))) {
            return CompletableFuture.completedFuture(null);
        }
        attempted = clock.instant();
        underWay = CompletableFuture.runAsync(this::fetch, background).whenComplete((done, failure) -> finished());
        return underWay;
    }

    private synchronized void finished() {
        underWay = null;
    }

    private void fetch() {
        try {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(PATIENCE)
                    .header("Accept", "application/json")
                    .build();
            HttpResponse<byte[]> response = http.send(
                    request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
            if (response.statusCode() != 200) {
                failed("it answered with status " + response.statusCode());
                return;
            }
            accept(new String(response.body(), StandardCharsets.UTF_8));
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
        JWKSet fetched = JWKSet.parse(text);
        if (fetched.isEmpty()) {
            failed("its key set is empty");
            return;
        }
        JWKSet before = keys;
        keys = fetched;
        firstKnown.complete(null);
        fresh = true;
        state = "fetched";
        if (!fetched.equals(before)) {
            changed.run();
            remember(text);
            LOG.info("keys of {} changed: {} keys", address, fetched.size());
        }
    }

    private void failed(String why) {
        fresh = false;
        if (!state.equals(why)) {
            LOG.warn("keys of {} cannot be fetched: {}", address, why);
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
            keys = JWKSet.parse(Files.readString(lastGood));
            state = "read from disk";
            firstKnown.complete(null);
        } catch (IOException | ParseException e) {
            LOG.warn("{} holds no key set; waiting for the issuer instead", lastGood);
        }
    }
}
