package io.vectrail.replay.web;

import io.vectrail.replay.access.grant.AssertionGrant;
import io.vectrail.replay.access.grant.GrantOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /oauth/token}, where a program gets a token for a SAML assertion (RFC 7522), and what edges verify it by: {@code GET
 * /oauth/jwks} and {@code GET /oauth/.well-known/openid-configuration}.
 */
final class TokenResource {

    private static final Failures FAILURES = new Failures(LoggerFactory.getLogger(TokenResource.class));
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:saml2-bearer";

    /** An assertion of 256 KiB in Base64. */
    private static final int MOST_BYTES = 512 << 10;

    private static final Map<String, String> PUBLIC = Map.of("Cache-Control", "no-cache");

    /** RFC 6749, section 5.1. */
    private static final Map<String, String> SECRET = Map.of("Cache-Control", "no-store", "Pragma", "no-cache");

    private final AssertionGrant grants;

    TokenResource(AssertionGrant grants) {
        this.grants = grants;
    }

    Answer token(Call call) {
        call.onlyParameters(Set.of());
        FormBody form = FormBody.of(call, MOST_BYTES);
        Optional<String> grant = form.one("grant_type");
        Optional<String> assertion = form.one("assertion");
        if (grant.isEmpty()) {
            return refused("invalid_request", "grant_type must be there: it is " + GRANT);
        }
        if (!grant.get().equals(GRANT)) {
            return refused("unsupported_grant_type", "grant_type must be " + GRANT);
        }
        if (assertion.isEmpty()) {
            return refused("invalid_request", "assertion must be there: a SAML 2.0 assertion in base64url");
        }
        try {
            return switch (grants.exchange(assertion.get())) {
                case GrantOutcome.Refused refused -> {
                    FAILURES.note("an assertion is not accepted: " + refused.reason());
                    if (refused.who() != null) {
                        call.isMadeBy(refused.who());
                        call.remark("failed", "revoked");
                    }
                    yield refused("invalid_grant", "the assertion is not accepted: " + refused.reason());
                }
                case GrantOutcome.Issued issued -> {
                    call.isMadeBy(issued.person());
                    call.remark("issued", String.valueOf(issued.person().token()));
                    yield new Answer.Json(200, granted(issued), SECRET);
                }
            };
        } catch (IOException e) {
            FAILURES.note("no token can be signed: " + e.getMessage());
            throw ProblemException.busy("what signs tokens cannot be used; the service's log says why");
        }
    }

    Answer keys(Call call) {
        call.onlyParameters(Set.of());
        try {
            byte[] keys = grants.jwks().getBytes(StandardCharsets.UTF_8);
            return new Answer.Bytes(200, "application/jwk-set+json", keys, PUBLIC);
        } catch (IOException e) {
            FAILURES.note("the keys that sign tokens cannot be shown: " + e.getMessage());
            throw ProblemException.busy("the keys cannot be read; the service's log says why");
        }
    }

    Answer configuration(Call call) {
        call.onlyParameters(Set.of());
        String issuer = grants.issuer().toString();
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("issuer", issuer);
        page.put("jwks_uri", issuer + "/jwks");
        page.put("token_endpoint", issuer + "/token");
        page.put("token_endpoint_auth_methods_supported", List.of("none"));
        page.put("grant_types_supported", List.of(GRANT));
        page.put("response_types_supported", List.of());
        page.put("subject_types_supported", List.of("public"));
        page.put("id_token_signing_alg_values_supported", List.of("ES256"));
        return new Answer.Json(200, page, PUBLIC);
    }

    private static Map<String, Object> granted(GrantOutcome.Issued issued) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", issued.token());
        answer.put("token_type", "Bearer");
        answer.put("expires_in", issued.life().toSeconds());
        return answer;
    }

    /** RFC 6749, section 5.2. */
    private static Answer refused(String error, String description) {
        return new Answer.Json(400, Map.of("error", error, "error_description", description), SECRET);
    }
}
