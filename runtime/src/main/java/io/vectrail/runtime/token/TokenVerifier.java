package io.vectrail.runtime.token;

import com.nimbusds.jwt.SignedJWT;
import io.vectrail.runtime.digest.Sha256;
import io.vectrail.runtime.health.Condition;
import io.vectrail.runtime.health.Health;
import java.nio.ByteBuffer;
import java.nio.file.Path;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Verifies JWTs as OpenID Connect and RFC 8725 ask: a known issuer, a signature by one of its published keys with an
 * allowed algorithm, our audience, and times within its clock's skew; and has an issuer say what is behind tokens that are no JWT, where it is set
 * up so. Thread-safe. A token seen before, good or not, costs a hash; a new one a signature check on the calling thread; only a key id that nobody
 * has seen, and a token that is no JWT, wait for an issuer.
 */
public final class TokenVerifier implements AutoCloseable {

    /** Longest token that is looked at, in characters. */
    public static final int MOST_CHARACTERS = 16 * 1024;

    private static final Duration RENEW = Duration.ofMinutes(5);

    private final Map<String, TokenCheck> byIssuer = new LinkedHashMap<>();
    private final @Nullable Introspection introspection;
    /**
     * Replaced when an issuer's keys change: what was verified with the keys before, even at this moment, is remembered
     * where nobody looks.
     */
    private volatile SeenTokens signed;
    /** What issuers said does not hang on their keys. */
    private final SeenTokens asked;

    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("issuer-keys").daemon().factory());
    /** One issuer that hangs keeps no other from being asked. */
    private final ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor();

    private final IssuerHttp http = new IssuerHttp();
    private final Clock clock;

    /**
     * Verifies tokens of these issuers.
     *
     * @param issuers at least one; each but the first with a prefix
     * @param keysFolder where the last good keys are kept over restarts; null: nowhere
     */
    public TokenVerifier(List<IssuerSettings> issuers, @Nullable Path keysFolder, Clock clock) {
        this(issuers, List.of(), keysFolder, clock);
    }

    /** @param reserved prefixes of subjects that are known otherwise: no token may claim one of those */
    public TokenVerifier(List<IssuerSettings> issuers, List<String> reserved, @Nullable Path keysFolder, Clock clock) {
        IssuerSettings.check(issuers);
        List<String> prefixes = Stream.concat(issuers.stream().map(IssuerSettings::prefix), reserved.stream())
                .filter(Objects::nonNull)
                .map(prefix -> prefix + ":")
                .toList();
        this.clock = clock;
        this.signed = new SeenTokens(clock);
        this.asked = new SeenTokens(clock);
        Introspection asking = null;
        for (IssuerSettings issuer : issuers) {
            ClaimRules rules = new ClaimRules(issuer, prefixes);
            Path lastGood = keysFolder == null ? null : keysFolder.resolve(fileName(issuer.issuer()));
            IssuerKeys keys = new IssuerKeys(issuer, lastGood, http, clock, waiting, this::forget);
            if (byIssuer.put(issuer.issuer(), new TokenCheck(issuer, keys, rules, clock)) != null) {
                throw new IllegalArgumentException("issuer " + issuer.issuer() + " is named twice");
            }
            if (issuer.introspection() != null) {
                asking = new Introspection(issuer, issuer.introspection(), rules, http, clock, waiting);
            }
        }
        introspection = asking;
        var _ = schedule.scheduleWithFixedDelay(this::renew, 0, 1, TimeUnit.SECONDS);
    }

    /** Reports each issuer's keys to the health page. */
    public void reportTo(Health health) {
        byIssuer.forEach((issuer, check) -> health.register("issuer " + issuer, check.keys()::condition));
        if (introspection != null) {
            health.register("introspection", introspection::condition);
        }
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
        return token.length() > MOST_CHARACTERS || remembered(fingerprint(token)) != null;
    }

    /** Looks at a token. The stage never completes exceptionally. */
    public CompletionStage<Verification> verify(String token) {
        if (token.length() > MOST_CHARACTERS) {
            return rejected("the token is longer than " + MOST_CHARACTERS + " characters");
        }
        ByteBuffer fingerprint = fingerprint(token);
        Verification known = remembered(fingerprint);
        return known == null ? look(token, fingerprint) : CompletableFuture.completedFuture(known);
    }

    private static ByteBuffer fingerprint(String token) {
        return ByteBuffer.wrap(Sha256.of(token));
    }

    private @Nullable Verification remembered(ByteBuffer fingerprint) {
        Verification known = signed.get(fingerprint);
        return known == null ? asked.get(fingerprint) : known;
    }

    private CompletionStage<Verification> look(String token, ByteBuffer fingerprint) {
        SeenTokens seen = signed;
        SignedJWT jwt = TokenForm.jwt(token).orElse(null);
        if (jwt == null) {
            return introspection == null || !TokenForm.isOpaque(token)
                    ? rejected("it is not a signed JWT")
                    : introspection.verify(token).thenApply(answer -> remember(fingerprint, answer));
        }
        TokenCheck check = byIssuer.get(TokenForm.issuer(jwt));
        if (check == null) {
            return rejected("its issuer is not known here");
        }
        return check.verify(jwt).thenApply(result -> {
            seen.put(fingerprint, result);
            return result;
        });
    }

    @Override
    public void close() {
        schedule.shutdownNow();
        waiting.shutdownNow();
        http.close();
    }

    private Verification remember(ByteBuffer fingerprint, Introspection.Asked answer) {
        return switch (answer) {
            case Introspection.Asked.Answered answered -> {
                asked.put(fingerprint, answered.verification());
                yield answered.verification();
            }
            case Introspection.Asked.Unanswered unanswered -> unanswered.verification();
        };
    }

    private void forget() {
        signed = new SeenTokens(clock);
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
