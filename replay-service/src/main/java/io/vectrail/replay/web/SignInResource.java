package io.vectrail.replay.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.replay.access.Authentication;
import io.vectrail.replay.access.Person;
import io.vectrail.replay.access.SessionCookie;
import java.io.IOException;
import java.util.Map;

/** {@code POST} and {@code DELETE /api/v1/session}: signing in to the console with a token, and out. */
final class SignInResource {

    private static final int MOST_BYTES = 20_000;

    private final Authentication authentication;
    private final SessionCookie cookies;

    SignInResource(Authentication authentication, SessionCookie cookies) {
        this.authentication = authentication;
        this.cookies = cookies;
    }

    Answer signIn(Call call) {
        checkOrigin(call);
        String token = token(call);
        switch (authentication.of(token)) {
            case Authentication.Outcome.Unknown unknown ->
                throw ProblemException.unauthenticated("the token is not accepted: " + unknown.reason());
            case Authentication.Outcome.Known known -> {
                call.isMadeBy(known.person());
                checkRoles(known.person());
            }
        }
        String value = cookies.seal(token)
                .orElseThrow(() -> new ProblemException(
                        413,
                        "Too large",
                        "the token is too long for a browser's cookie; use it as a bearer",
                        Map.of()));
        return new Answer.Nothing(Map.of("Set-Cookie", cookie(call, value)));
    }

    Answer signOut(Call call) {
        checkOrigin(call);
        call.cookie(Guard.COOKIE).flatMap(cookies::open).ifPresent(token -> {
            if (authentication.of(token) instanceof Authentication.Outcome.Known known) {
                call.isMadeBy(known.person());
            }
        });
        return new Answer.Nothing(Map.of("Set-Cookie", cookie(call, "") + "; Max-Age=0"));
    }

    private static void checkOrigin(Call call) {
        if (SameOrigin.of(call) == SameOrigin.NO) {
            throw ProblemException.forbidden("somebody else's page asked for this; use the console's own");
        }
    }

    private static void checkRoles(Person person) {
        if (person.roles().isEmpty()) {
            throw ProblemException.unauthenticated(
                    "the token's groups have no role here; ask for one of the groups under roles in the configuration");
        }
    }

    private static String token(Call call) {
        try {
            JsonNode body = Json.mapper().readTree(call.body(MOST_BYTES));
            JsonNode token = body == null ? null : body.get("token");
            if (token == null || !token.isTextual()) {
                throw ProblemException.badRequest("the body must be {\"token\": \"…\"}");
            }
            return token.textValue().strip();
        } catch (IOException e) {
            throw ProblemException.badRequest("the body must be {\"token\": \"…\"}");
        }
    }

    /** Behind a proxy that ends TLS the page's own address says so, and only a browser of that page sends it. */
    private static String cookie(Call call, String value) {
        boolean secure = call.secure()
                || call.header("Origin")
                        .filter(origin -> origin.startsWith("https://"))
                        .isPresent();
        return Guard.COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }
}
