package io.vectrail.replay.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.vectrail.replay.access.local.LocalProvider;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /issuer/authorize}, which the console's page of that path calls for whoever has the platform's passcode, and {@code POST
 * /issuer/token}.
 */
final class LocalSignInResource {

    private static final int MOST_BYTES = 20_000;
    private static final int MOST_GROUPS = 50;
    private static final int LONGEST_NAME = 128;

    /** The SDK takes time by the square of it. */
    private static final int LONGEST_REQUEST = 2_000;

    private static final Set<String> REQUIRED = Set.of("request", "subject", "passcode");
    private static final String FORM =
            "the body must be {\"request\": \"…\", \"subject\": \"…\", \"groups\": [\"…\"], \"passcode\": \"…\"}";

    private final LocalProvider provider;
    private final String client;
    private final URI redirect;

    /**
     * @param client that may ask for codes
     * @param redirect where browsers are sent with them
     */
    LocalSignInResource(LocalProvider provider, String client, URI redirect) {
        this.provider = provider;
        this.client = client;
        this.redirect = redirect;
    }

    /** Field names are the API's. */
    private record Granted(String address) {}

    Answer authorize(Call call) {
        call.onlyParameters(Set.of());
        SameOrigin.refuseOthers(call);
        JsonBody body = JsonBody.of(call, MOST_BYTES, REQUIRED, Set.of("groups"), FORM);
        String asked = body.text("request");
        if (asked.length() > LONGEST_REQUEST) {
            throw notOurs();
        }
        AuthenticationRequest request = request(asked);
        String subject = body.text("subject").strip();
        if (subject.isEmpty() || subject.length() > LONGEST_NAME) {
            throw ProblemException.badRequest("subject must have 1 to " + LONGEST_NAME + " characters");
        }
        List<String> groups = groups(body.node("groups"));
        try {
            if (!provider.knows(body.text("passcode"))) {
                throw ProblemException.forbidden("that is not this platform's passcode; ./vectrail passcode prints it");
            }
        } catch (IOException e) {
            throw ProblemException.busy("the file of the passcode cannot be read; check localIssuer.login.passcode");
        }
        AuthenticationSuccessResponse response = new AuthenticationSuccessResponse(
                redirect, provider.grant(request, subject, groups), null, null, request.getState(), null, null);
        return Answer.json(new Granted(response.toURI().toString()));
    }

    Answer token(Call call) {
        call.onlyParameters(Set.of());
        Map<String, List<String>> form = FormBody.of(call, MOST_BYTES).fields();
        try {
            if (!(AuthorizationGrant.parse(form) instanceof AuthorizationCodeGrant grant)) {
                return refused("unsupported_grant_type");
            }
            Optional<OIDCTokenResponse> response = provider.redeem(
                            grant, MultivaluedMapUtils.getFirstValue(form, "client_id"))
                    .map(idToken ->
                            new OIDCTokenResponse(new OIDCTokens(idToken, new BearerAccessToken("none"), null)));
            return response.isEmpty()
                    ? refused("invalid_grant")
                    : Answer.json(response.get().toJSONObject());
        } catch (ParseException e) {
            return refused("invalid_request");
        } catch (IOException e) {
            throw ProblemException.busy("the issuer's key cannot be used; check localIssuer.login.key");
        }
    }

    /** RFC 6749, 5.2. */
    private static Answer refused(String error) {
        return new Answer.Json(400, Map.of("error", error), Map.of());
    }

    private AuthenticationRequest request(String query) {
        try {
            AuthenticationRequest request =
                    AuthenticationRequest.parse(query.startsWith("?") ? query.substring(1) : query);
            boolean ours = request.getClientID().getValue().equals(client)
                    && request.getRedirectionURI().equals(redirect)
                    && request.getResponseType().impliesCodeFlow()
                    && request.getCodeChallenge() != null
                    && CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod());
            if (ours) {
                return request;
            }
        } catch (ParseException e) {
            // As below: whoever came here did not come from the console.
        }
        throw notOurs();
    }

    private static ProblemException notOurs() {
        return ProblemException.badRequest("this is no login of the console's; begin at its page for signing in");
    }

    private static List<String> groups(JsonNode listed) {
        List<String> groups = new ArrayList<>();
        for (JsonNode group : listed) {
            String name = group.asText().strip();
            if (name.isEmpty() || name.length() > LONGEST_NAME || groups.size() == MOST_GROUPS) {
                throw ProblemException.badRequest(
                        "groups must be at most " + MOST_GROUPS + ", of 1 to " + LONGEST_NAME + " characters each");
            }
            groups.add(name);
        }
        return groups;
    }
}
