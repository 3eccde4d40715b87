package io.vectrail.replay.access.login;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.vectrail.runtime.token.IssuerHttp;
import io.vectrail.runtime.token.UnusableAnswerException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** The provider as programs see it: its metadata, and ID tokens for codes. Thread-safe. */
final class OpenIdProvider {

    /** Its metadata changes once in years. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    /** Whoever asks one that hangs waits for seconds, and holds a place. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final OpenIdSettings settings;
    private final IssuerHttp http;
    private final Clock clock;

    private volatile @Nullable Known known;
    private volatile @Nullable Instant failedAt;

    private record Known(OIDCProviderMetadata metadata, Instant since) {}

    OpenIdProvider(OpenIdSettings settings, IssuerHttp http, Clock clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
    }

    /**
     * What it says of itself.
     *
     * @throws IOException when it does not answer, or with something else
     */
    OIDCProviderMetadata metadata() throws IOException, InterruptedException {
        Known last = known;
        Instant now = clock.instant();
        if (last != null && now.isBefore(last.since().plus(REMEMBERED))) {
            return last.metadata();
        }
        Instant failed = failedAt;
        if (failed != null && now.isBefore(failed.plus(PAUSE))) {
            throw new UnusableAnswerException("it did not answer some seconds ago");
        }
        try {
            OIDCProviderMetadata metadata = fetched();
            known = new Known(metadata, now);
            return metadata;
        } catch (IOException e) {
            failedAt = clock.instant();
            throw e;
        }
    }

    private OIDCProviderMetadata fetched() throws IOException, InterruptedException {
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(
                    http.get(URI.create(settings.issuer() + "/.well-known/openid-configuration")));
            if (!metadata.getIssuer().getValue().equals(settings.issuer())
                    || metadata.getAuthorizationEndpointURI() == null
                    || metadata.getTokenEndpointURI() == null) {
                throw new UnusableAnswerException(
                        "its metadata is another issuer's, or names no endpoints to sign in at");
            }
            return metadata;
        } catch (ParseException e) {
            throw new UnusableAnswerException("its metadata is not an OpenID provider's");
        }
    }

    /**
     * The ID token for a code, not yet verified.
     *
     * @throws IOException when it gives none
     */
    String idToken(String code, String verifier, URI redirect) throws IOException, InterruptedException {
        OIDCProviderMetadata metadata = metadata();
        var grant = new AuthorizationCodeGrant(new AuthorizationCode(code), redirect, new CodeVerifier(verifier));
        HTTPRequest asked = request(metadata, grant).toHTTPRequest();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(asked.getURI()).POST(HttpRequest.BodyPublishers.ofString(asked.getBody()));
        asked.getHeaderMap().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        request.setHeader("Accept", "application/json");
        try {
            JSONObject answer = new JSONObject(http.object(request));
            String idToken = OIDCTokenResponse.parse(answer).getOIDCTokens().getIDTokenString();
            if (idToken == null) {
                throw new UnusableAnswerException("its answer has no ID token");
            }
            return idToken;
        } catch (ParseException e) {
            throw new UnusableAnswerException("its answer has no ID token");
        }
    }

    private TokenRequest request(OIDCProviderMetadata metadata, AuthorizationCodeGrant grant) {
        ClientID client = new ClientID(settings.clientId());
        if (settings.clientSecret() == null) {
            return new TokenRequest.Builder(metadata.getTokenEndpointURI(), client, grant).build();
        }
        Secret secret = new Secret(settings.clientSecret());
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        boolean inBody = methods != null
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(),
                        inBody ? new ClientSecretPost(client, secret) : new ClientSecretBasic(client, secret),
                        grant)
                .build();
    }
}
