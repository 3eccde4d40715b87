package io.vectrail.runtime.token;

import com.nimbusds.jwt.JWTClaimsSet;
import io.vectrail.runtime.health.Condition;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Asks an issuer about tokens that say nothing by themselves (RFC 7662). Thread-safe. */
final class Introspection {

    /** Asked about at once; a token beyond them is not accepted, since a stranger can make up as many as it likes. */
    private static final int MOST_AT_ONCE = 64;

    private final IssuerSettings issuer;
    private final IntrospectionSettings settings;
    private final ClaimRules rules;
    private final IssuerHttp http;
    private final Clock clock;
    private final Executor background;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private volatile @Nullable URI endpoint;
    private volatile @Nullable String trouble;

    /** @param background where the issuer's metadata is waited for */
    Introspection(
            IssuerSettings issuer,
            IntrospectionSettings settings,
            ClaimRules rules,
            IssuerHttp http,
            Clock clock,
            Executor background) {
        this.issuer = issuer;
        this.settings = settings;
        this.rules = rules;
        this.http = http;
        this.clock = clock;
        this.background = background;
        this.endpoint = settings.url();
    }

    CompletionStage<Asked> verify(String token) {
        if (!places.tryAcquire()) {
            return CompletableFuture.completedFuture(
                    new Asked.Unanswered(new Verification.Busy("its issuer is asked about too many tokens")));
        }
        return endpoint()
                .thenCompose(address -> http.ask(request(address, token)))
                .handle(this::answered)
                .whenComplete((asked, failure) -> places.release());
    }

    /** What came of asking. */
    sealed interface Asked {

        /** What the issuer says. */
        record Answered(Verification verification) implements Asked {}

        /** It may say another thing the next time. */
        record Unanswered(Verification verification) implements Asked {}
    }

    Condition condition() {
        String why = trouble;
        return why == null ? new Condition.Up("asked about tokens that are no JWT") : new Condition.Degraded(why);
    }

    private CompletableFuture<URI> endpoint() {
        URI known = endpoint;
        return known == null
                ? CompletableFuture.supplyAsync(this::discovered, background)
                : CompletableFuture.completedFuture(known);
    }

    private URI discovered() {
        try {
            URI found = IssuerMetadata.fetch(issuer.issuer(), http).introspection();
            endpoint = found;
            return found;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(URI address, String token) {
        String user = encoded(settings.clientId()) + ":" + encoded(settings.clientSecret());
        return HttpRequest.newBuilder(address)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + encoded(token) + "&token_type_hint=access_token"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Asked answered(@Nullable Map<String, Object> answer, @Nullable Throwable failure) {
        if (answer == null) {
            // The cause quotes neither the token nor the secret, and says which of many things is wrong.
            trouble = "cannot be asked about tokens that are no JWT: " + rootOf(failure);
            return new Asked.Unanswered(new Verification.Rejected("its issuer cannot be asked about it"));
        }
        trouble = null;
        return new Asked.Answered(judge(answer));
    }

    private Verification judge(Map<String, Object> answer) {
        if (!Boolean.TRUE.equals(answer.get("active"))) {
            return new Verification.Rejected("its issuer says that it is not active");
        }
        try {
            JWTClaimsSet claims = JWTClaimsSet.parse(answer);
            if (claims.getIssuer() != null && !claims.getIssuer().equals(issuer.issuer())) {
                return new Verification.Rejected("its issuer says that it is somebody else's");
            }
            return rules.judge(claims, clock.instant(), settings.remember());
        } catch (ParseException e) {
            return new Verification.Rejected("what its issuer says of it cannot be read");
        }
    }

    private static String rootOf(@Nullable Throwable failure) {
        Throwable root = failure;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof UnusableAnswerException ? String.valueOf(root.getMessage()) : "it does not answer";
    }
}
