package io.vectrail.runtime.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.SignedJWT;
import io.vectrail.runtime.digest.Sha256;
import io.vectrail.runtime.health.Condition;
import io.vectrail.runtime.health.Health;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies JWTs as OpenID Connect and RFC 8725 ask: a known issuer, a signature by one of its published keys with an
 * allowed algorithm, our audience, and times within 60 s. Thread-safe. A token seen before, good or not, costs a hash; a new one a
 * signature check on the calling thread; only a key id that nobody has seen waits, for one fetch of the issuer's keys.
 */
public final class TokenVerifier implements AutoCloseable {

    /** Longest token that is looked at, in characters. */
    public static final int MOST_CHARACTERS = 16 * 1024;

    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration RENEW = Duration.ofMinutes(5);

    private final Map<String, TokenCheck> byIssuer = new LinkedHashMap<>();
    private final Cache<ByteBuffer, VerifiedToken> seen =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();
    /** A token that is shown again and again is looked at once in a while only. */
    private final Cache<ByteBuffer, Verification.Rejected> rejected;

    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("issuer-keys").daemon().factory());
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Clock clock;

    /**
     * @param issuers at least one; each but the first with a prefix
     * @param keysFolder where the last good keys are kept over restarts; null: nowhere
     */
    public TokenVerifier(List<IssuerSettings> issuers, @Nullable Path keysFolder, Clock clock) {
        IssuerSettings.checkSubjectsStayUnique(issuers);
        List<String> prefixes = issuers.stream()
                .map(IssuerSettings::prefix)
                .filter(Objects::nonNull)
                .map(prefix -> prefix + ":")
                .toList();
        this.clock = clock;
        this.rejected = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(IssuerKeys.MOST_OFTEN)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
        for (IssuerSettings issuer : issuers) {
            Path lastGood = keysFolder == null ? null : keysFolder.resolve(fileName(issuer.issuer()));
            IssuerKeys keys = new IssuerKeys(issuer.jwks(), lastGood, http, clock, background, this::forget);
            if (byIssuer.put(issuer.issuer(), new TokenCheck(issuer, keys, prefixes, clock)) != null) {
                throw new IllegalArgumentException("issuer " + issuer.issuer() + " is named twice");
            }
        }
        var _ = background.scheduleWithFixedDelay(this::renew, 0, 1, TimeUnit.SECONDS);
    }

    /** Reports each issuer's keys to the health page. */
    public void reportTo(Health health) {
        byIssuer.forEach((issuer, check) -> health.register("issuer " + issuer, check.keys()::condition));
    }

    /**
     * Waits until the keys of every issuer were fetched or recalled.
     *
     * @return false when that took longer
     */
    public boolean awaitKeys(Duration atMost) throws InterruptedException {
        CompletableFuture<?>[] all = byIssuer.values().stream()
                .map(check -> check.keys().firstKnown())
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing fails this future", e);
        }
    }

    /** Whether {@link #verify} has its answer to this token without a look at its signature. */
    public boolean remembers(String token) {
        if (token.length() > MOST_CHARACTERS) {
            return true;
        }
        ByteBuffer fingerprint = ByteBuffer.wrap(Sha256.of(token));
        return seen.getIfPresent(fingerprint) != null || rejected.getIfPresent(fingerprint) != null;
    }

    /** Looks at a token. The stage never completes exceptionally. */
    public CompletionStage<Verification> verify(String token) {
        if (token.length() > MOST_CHARACTERS) {
            return rejected("the token is longer than " + MOST_CHARACTERS + " characters");
        }
        ByteBuffer fingerprint = ByteBuffer.wrap(Sha256.of(token));
        VerifiedToken known = seen.getIfPresent(fingerprint);
        if (known != null && clock.instant().isBefore(known.expires())) {
            return CompletableFuture.completedFuture(new Verification.Verified(known));
        }
        Verification.Rejected rejection = rejected.getIfPresent(fingerprint);
        if (rejection != null) {
            return CompletableFuture.completedFuture(rejection);
        }
        SignedJWT jwt;
        TokenCheck check;
        try {
            jwt = SignedJWT.parse(token);
            check = byIssuer.get(String.valueOf(jwt.getJWTClaimsSet().getIssuer()));
        } catch (ParseException | IllegalArgumentException e) {
            return rejected("it is not a signed JWT");
        }
        if (check == null) {
            return rejected("its issuer is not known here");
        }
        return check.verify(jwt).thenApply(result -> remember(fingerprint, result));
    }

    @Override
    public void close() {
        background.shutdownNow();
        http.shutdownNow();
    }

    private Verification remember(ByteBuffer fingerprint, Verification result) {
        switch (result) {
            case Verification.Verified verified -> seen.put(fingerprint, verified.token());
            case Verification.Rejected rejection -> rejected.put(fingerprint, rejection);
        }
        return result;
    }

    private void forget() {
        seen.invalidateAll();
        rejected.invalidateAll();
    }

    private void renew() {
        byIssuer.values().forEach(check -> {
            IssuerKeys keys = check.keys();
            boolean fresh = keys.condition() instanceof Condition.Up;
            var _ = keys.refresh(fresh ? RENEW : Duration.ofSeconds(1));
        });
    }

    private static CompletionStage<Verification> rejected(String reason) {
        return CompletableFuture.completedFuture(new Verification.Rejected(reason));
    }

    private static String fileName(String issuer) {
        return HexFormat.of().formatHex(Sha256.of(issuer), 0, 16) + ".jwks.json";
    }
}
