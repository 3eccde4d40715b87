package io.vectrail.replay.access.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vectrail.replay.access.Authentication;
import io.vectrail.replay.access.ConsoleSession;
import io.vectrail.replay.access.login.LoginOutcome.Failed;
import io.vectrail.replay.access.login.LoginOutcome.Failure;
import io.vectrail.replay.access.saml.SamlIdentity;
import io.vectrail.replay.access.saml.SamlMetadata;
import io.vectrail.replay.access.saml.SamlOutcome;
import io.vectrail.replay.access.saml.SamlRequest;
import io.vectrail.replay.access.saml.SamlSettings;
import io.vectrail.replay.access.saml.SamlVerifier;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in at a SAML provider by Web SSO (SAML 2.0 profiles, section 4.1) and out (section 4.4).
 *
 * <p>The provider's page makes the browser bring the response by a POST from another site, with which no cookie of ours comes along. So what
 * it says is verified then, as the answer to the request that the RelayState names, and kept for a minute under a ticket; the browser is sent
 * on with that to {@link #finishPath}, and signed in there if its cookie says that it was sent away with that request. The ticket alone
 * would let somebody sign a victim in as themselves; the cookie alone, somebody who had the victim follow their link to the provider.
 */
public final class SamlLogin implements Login {

    private static final String PATH = "/login/saml";

    /** Where browsers bring responses to. */
    public static final String ACS = PATH + "/acs";

    private static final Logger LOG = LoggerFactory.getLogger(SamlLogin.class);
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 1_000;

    private static final String TICKET = "ticket";
    private static final int TICKET_BYTES = 32;

    private final SamlSettings settings;
    private final LoginSettings login;
    private final SamlVerifier verifier;
    private final Authentication people;
    private final SamlRequest requests;
    private final SamlMetadata metadata;
    private final LoginCookie<PendingSamlLogin> cookie;
    private final SecureRandom random;
    private final Clock clock;

    /** By ticket. */
    private final Cache<String, Answered> answered =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();

    /** @param request which was answered */
    private record Answered(String request, SamlIdentity identity) {}

    /** @throws IllegalArgumentException when a file of the settings cannot be used; names it and says what to do */
    public SamlLogin(
            LoginSettings login,
            SamlSettings settings,
            SamlVerifier verifier,
            Authentication people,
            SecureRandom random,
            Clock clock) {
        this.settings = settings;
        this.login = login;
        this.verifier = verifier;
        this.people = people;
        this.random = random;
        this.clock = clock;
        this.requests = new SamlRequest(settings, login.at(ACS), random, clock);
        this.metadata = new SamlMetadata(settings, login.at(ACS));
        this.cookie = new LoginCookie<>(PendingSamlLogin.class, random);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String finishPath() {
        return PATH + "/finish";
    }

    @Override
    public URI url() {
        return login.url();
    }

    /** What the provider is told of this service. @throws IOException when our certificate cannot be used any more */
    public String metadata() throws IOException {
        try {
            return metadata.xml();
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage());
        }
    }

    @Override
    public Begun begin(String next) throws IOException {
        try {
            SamlRequest.Begun begun = requests.begin();
            long expires = clock.instant().plus(LONGEST).getEpochSecond();
            return new Begun(begun.address(), cookie.seal(new PendingSamlLogin(begun.id(), next, expires)));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage());
        }
    }

    /** What came of what a browser brought. */
    public sealed interface Brought {

        /**
         * It waits for the browser that brought it.
         *
         * @param address where that goes on, with a secret that nobody else has
         */
        record Kept(String address) implements Brought {}

        record Refused(Failed why) implements Brought {}
    }

    /**
     * Takes what a browser brings from the provider.
     *
     * @param samlResponse Base64
     * @param relayState the id of the request that it answers
     */
    public Brought accept(String samlResponse, String relayState) {
        return switch (verifier.ofResponse(samlResponse, relayState)) {
            case SamlOutcome.Refused refused ->
                new Brought.Refused(
                        new Failed(Failure.UNTRUSTED, "the provider's response is not accepted: " + refused.reason()));
            case SamlOutcome.Unusable unusable ->
                new Brought.Refused(new Failed(Failure.UNAVAILABLE, unusable.reason()));
            case SamlOutcome.Known known -> {
                byte[] bytes = new byte[TICKET_BYTES];
                random.nextBytes(bytes);
                String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
                answered.put(ticket, new Answered(relayState, known.identity()));
                yield new Brought.Kept(finishPath() + "?" + TICKET + "=" + ticket);
            }
        };
    }

    @Override
    public LoginOutcome finish(Map<String, List<String>> query, Optional<String> kept) {
        Optional<PendingSamlLogin> known = kept.flatMap(cookie::open);
        if (known.isEmpty() || known.get().isOver(clock.instant())) {
            return new Failed(Failure.EXPIRED, "this browser began no login within the last ten minutes");
        }
        List<String> tickets = query.getOrDefault(TICKET, List.of());
        Answered answer = tickets.size() == 1 ? answered.asMap().remove(tickets.getFirst()) : null;
        if (answer == null || !answer.request().equals(known.get().request())) {
            return new Failed(Failure.EXPIRED, "the provider has not answered this browser's last login");
        }
        SamlIdentity identity = answer.identity();
        Instant until = identity.sessionEnds() == null ? Instant.MAX : identity.sessionEnds();
        if (!until.isAfter(clock.instant())) {
            return new Failed(Failure.EXPIRED, "the session at the provider has ended");
        }
        return switch (people.of(identity, until)) {
            case Authentication.Outcome.Unknown unknown ->
                new Failed(Failure.UNTRUSTED, "its assertion is not accepted: " + unknown.reason());
            case Authentication.Outcome.Revoked revoked ->
                new Failed(Failure.UNTRUSTED, "its assertion is not accepted: " + revoked.reason(), revoked.person());
            case Authentication.Outcome.Known person ->
                new LoginOutcome.SignedIn(
                        person.person(),
                        new ConsoleSession.Origin.Saml(identity.nameId(), identity.sessionIndex()),
                        known.get().next());
        };
    }

    @Override
    public Optional<URI> signOut(ConsoleSession.Origin origin) {
        if (!(origin instanceof ConsoleSession.Origin.Saml signedIn)) {
            return Optional.empty();
        }
        try {
            return requests.logout(signedIn.nameId(), signedIn.sessionIndex());
        } catch (IllegalArgumentException e) {
            LOG.warn("the provider {} cannot be told of a logout: {}", settings.issuer(), e.getMessage());
            return Optional.empty();
        }
    }
}
