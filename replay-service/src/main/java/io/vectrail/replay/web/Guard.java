package io.vectrail.replay.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.Cookie;
import io.undertow.util.Headers;
import io.vectrail.replay.access.Authentication;
import io.vectrail.replay.access.Person;
import io.vectrail.replay.access.SessionCookie;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets a call through to its route, or refuses it. Whatever is not clearly allowed is refused. */
final class Guard {

    /** The cookie of a console session. */
    static final String COOKIE = "vectrail_session";

    private static final String BEARER = "Bearer ";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Authentication authentication;
    private final SessionCookie cookies;

    Guard(Authentication authentication, SessionCookie cookies) {
        this.authentication = authentication;
        this.cookies = cookies;
    }

    /** The call, with who makes it. @throws ProblemException when they may not */
    Call admit(HttpServerExchange exchange, Route route, Map<String, String> path) {
        return switch (route.access()) {
            case Access.Anyone anyone -> new Call(exchange, path, null);
            case Access.OneOf roles -> new Call(exchange, path, withRole(exchange, roles.roles(), path));
        };
    }

    private Person withRole(
            HttpServerExchange exchange, Set<io.vectrail.replay.access.Role> roles, Map<String, String> path) {
        Optional<String> bearer = bearer(exchange);
        Optional<String> cookie = bearer.isPresent() ? Optional.empty() : cookie(exchange);
        String token = bearer.or(() -> cookie)
                .orElseThrow(() -> ProblemException.unauthenticated(
                        "send a token as Authorization: Bearer, or sign in to the console"));
        Person person = switch (authentication.of(token)) {
            case Authentication.Outcome.Known known -> known.person();
            case Authentication.Outcome.Unknown unknown ->
                throw ProblemException.unauthenticated("the token is not accepted: " + unknown.reason());
        };
        if (cookie.isPresent()) {
            checkOrigin(new Call(exchange, path, person));
        }
        if (!person.hasOneOf(roles)) {
            throw ProblemException.forbidden("this call needs one of the roles "
                    + String.join(
                            ", ",
                            roles.stream()
                                    .map(io.vectrail.replay.access.Role::label)
                                    .sorted()
                                    .toList()));
        }
        return person;
    }

    /** A browser sends the cookie whoever's page asks; so a change must come from a page of ours. */
    private static void checkOrigin(Call call) {
        if (!READING.contains(call.method()) && SameOrigin.of(call) != SameOrigin.YES) {
            throw ProblemException.forbidden("this change does not come from the console's own pages");
        }
    }

    private static Optional<String> bearer(HttpServerExchange exchange) {
        @Nullable String header = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private Optional<String> cookie(HttpServerExchange exchange) {
        @Nullable Cookie cookie = exchange.getRequestCookie(COOKIE);
        return cookie == null || cookie.getValue() == null ? Optional.empty() : cookies.open(cookie.getValue());
    }
}
