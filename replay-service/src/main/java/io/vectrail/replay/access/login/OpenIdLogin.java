package io.vectrail.replay.access.login;

import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenClaimsVerifier;
import io.vectrail.replay.access.Authentication;
import io.vectrail.replay.access.ConsoleSession;
import io.vectrail.replay.access.login.LoginOutcome.Failed;
import io.vectrail.replay.access.login.LoginOutcome.Failure;
import io.vectrail.runtime.token.IssuerHttp;
import io.vectrail.runtime.token.IssuerSettings;
import io.vectrail.runtime.token.TokenVerifier;
import io.vectrail.runtime.token.UnusableAnswerException;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in at an OpenID provider, by authorization code with PKCE (OpenID Connect Core 1.0, section 3.1; RFC 7636; RFC 9207), and out
 * (RP-Initiated Logout 1.0). Thread-safe; waits some seconds for the provider.
 */
public final class OpenIdLogin implements Login, AutoCloseable {

    private static final String PATH = "/login/openid";
    private static final String CALLBACK = PATH + "/callback";

    private static final Logger LOG = LoggerFactory.getLogger(OpenIdLogin.class);

    private final OpenIdSettings settings;
    private final LoginSettings login;
    private final IssuerSettings issuer;
    private final Authentication people;
    private final LoginCookie<PendingOpenIdLogin> cookie;
    private final Clock clock;
    private final IssuerHttp http = new IssuerHttp();
    private final OpenIdProvider provider;
    private final TokenVerifier idTokens;

    /**
     * Signs in there.
     *
     * @param issuers of the configuration
     * @throws IllegalArgumentException when the provider is none of them
     */
    public OpenIdLogin(
            LoginSettings login,
            OpenIdSettings settings,
            List<IssuerSettings> issuers,
            Authentication people,
            SecureRandom random,
            Clock clock) {
        this.settings = settings;
        this.login = login;
        this.people = people;
        this.clock = clock;
        this.cookie = new LoginCookie<>(PendingOpenIdLogin.class, random);
        this.issuer = issuers.stream()
                .filter(each -> each.issuer().equals(settings.issuer()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "login.openId.issuer is none of issuers; add it there, so that its tokens are known"));
        this.provider = new OpenIdProvider(settings, http, clock);
        this.idTokens = new TokenVerifier(
                List.of(issuer.forClient(settings.clientId())),
                Stream.concat(issuer.prefixesOfOthers(issuers).stream(), login.reservedPrefixes(issuers).stream())
                        .toList(),
                null,
                clock);
    }

    /** How the provider knows the console. */
    public String clientId() {
        return settings.clientId();
    }

    /** Whether this is the issuer at which it signs in. */
    public boolean isAt(String name) {
        return settings.issuer().equals(name);
    }

    /** Where the provider sends browsers back to. */
    public URI callback() {
        return login.at(CALLBACK);
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
        return CALLBACK;
    }

    @Override
    public URI url() {
        return login.url();
    }

    @Override
    public Begun begin(String next) throws IOException, InterruptedException {
        State state = new State();
        Nonce nonce = new Nonce();
        CodeVerifier verifier = new CodeVerifier();
        URI address = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope(settings.scopes().toArray(String[]::new)),
                        new ClientID(settings.clientId()),
                        login.at(CALLBACK))
                .endpointURI(provider.metadata().getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        PendingOpenIdLogin pending = new PendingOpenIdLogin(
                state.getValue(),
                nonce.getValue(),
                verifier.getValue(),
                next,
                clock.instant().plus(LONGEST).getEpochSecond());
        return new Begun(address, cookie.seal(pending));
    }

    @Override
    public LoginOutcome finish(Map<String, List<String>> query, Optional<String> kept) throws InterruptedException {
        Optional<PendingOpenIdLogin> known = kept.flatMap(cookie::open);
        if (known.isEmpty() || known.get().isOver(clock.instant())) {
            return new Failed(Failure.EXPIRED, "this browser began no login within the last ten minutes");
        }
        PendingOpenIdLogin pending = known.get();
        AuthenticationResponse response;
        try {
            response = AuthenticationResponseParser.parse(login.at(CALLBACK), query);
        } catch (ParseException | IllegalArgumentException e) {
            return new Failed(Failure.UNTRUSTED, "the browser came back with no answer of a provider");
        }
        if (response.getState() == null || !response.getState().getValue().equals(pending.state())) {
            return new Failed(Failure.EXPIRED, "the browser came back from another login than it began last");
        }
        if (response.getIssuer() != null && !response.getIssuer().getValue().equals(settings.issuer())) {
            return new Failed(Failure.UNTRUSTED, "another provider answered");
        }
        if (!(response instanceof AuthenticationSuccessResponse success)) {
            return new Failed(Failure.REFUSED, "the provider says " + code(response));
        }
        return success.getAuthorizationCode() == null
                ? new Failed(Failure.UNTRUSTED, "the browser came back with neither a code nor an error")
                : exchange(success.getAuthorizationCode().getValue(), pending);
    }

    private LoginOutcome exchange(String code, PendingOpenIdLogin pending) throws InterruptedException {
        String idToken;
        try {
            idToken = provider.idToken(code, pending.verifier(), login.at(CALLBACK));
        } catch (UnusableAnswerException e) {
            return new Failed(Failure.UNAVAILABLE, "no ID token from the provider: " + e.getMessage());
        } catch (IOException e) {
            return new Failed(Failure.UNAVAILABLE, "the provider does not answer");
        }
        return switch (people.of(idToken, idTokens)) {
            case Authentication.Outcome.Unknown unknown ->
                new Failed(Failure.UNTRUSTED, "its ID token is not accepted: " + unknown.reason());
            case Authentication.Outcome.Revoked revoked ->
                new Failed(Failure.UNTRUSTED, "its ID token is not accepted: " + revoked.reason(), revoked.person());
            case Authentication.Outcome.Known known ->
                isFor(pending, idToken)
                        ? new LoginOutcome.SignedIn(
                                known.person(), new ConsoleSession.Origin.OpenId(idToken), pending.next())
                        : new Failed(Failure.UNTRUSTED, "its ID token is for another login, or another client");
        };
    }

    /** Whether an ID token that verified was made for this very login: nonce and authorized party. */
    private boolean isFor(PendingOpenIdLogin pending, String idToken) {
        try {
            JWTClaimsSet claims = JWTParser.parse(idToken).getJWTClaimsSet();
            // The SDK does not look at it, and a token for several must say for whom it was made.
            Object party = claims.getClaim("azp");
            boolean ours = party == null ? claims.getAudience().size() == 1 : party.equals(settings.clientId());
            new IDTokenClaimsVerifier(
                            new Issuer(settings.issuer()),
                            new ClientID(settings.clientId()),
                            new Nonce(pending.nonce()),
                            (int) issuer.clockSkew().toSeconds())
                    .verify(claims, null);
            return ours;
        } catch (java.text.ParseException | BadJOSEException e) {
            return false;
        }
    }

    @Override
    public Optional<URI> signOut(ConsoleSession.Origin origin) throws InterruptedException {
        if (!(origin instanceof ConsoleSession.Origin.OpenId signedIn)) {
            return Optional.empty();
        }
        try {
            OIDCProviderMetadata metadata = provider.metadata();
            return metadata.getEndSessionEndpointURI() == null
                    ? Optional.empty()
                    : Optional.of(new LogoutRequest(
                                    metadata.getEndSessionEndpointURI(),
                                    JWTParser.parse(signedIn.idToken()),
                                    null,
                                    new ClientID(settings.clientId()),
                                    login.at("/sign-in"),
                                    null,
                                    null)
                            .toURI());
        } catch (IOException e) {
            LOG.warn("the provider {} cannot be told of a logout: it does not answer", settings.issuer());
            return Optional.empty();
        } catch (java.text.ParseException e) {
            throw new IllegalStateException("it was verified", e);
        }
    }

    private static String code(AuthenticationResponse response) {
        return response instanceof AuthorizationErrorResponse error && error.getErrorObject() != null
                ? String.valueOf(error.getErrorObject().getCode()).replaceAll("[^a-z_]", "")
                : "neither yes nor no";
    }

    @Override
    public void close() {
        idTokens.close();
        http.close();
    }
}
