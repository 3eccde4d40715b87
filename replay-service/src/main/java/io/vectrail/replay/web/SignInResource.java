package io.vectrail.replay.web;

import io.vectrail.replay.access.Authentication;
import io.vectrail.replay.access.ConsoleSession;
import io.vectrail.replay.access.ConsoleSessions;
import io.vectrail.replay.access.Person;
import io.vectrail.replay.access.login.Entrance;
import io.vectrail.replay.access.login.Login;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code POST} and {@code DELETE /api/v1/session}: signing in to the console with a token, and out. */
final class SignInResource {

    private static final int MOST_BYTES = 20_000;
    private static final String FORM = "the body must be {\"token\": \"…\"}";

    private final Authentication authentication;
    private final ConsoleSessions sessions;
    private final List<Login> logins;

    SignInResource(Entrance entrance) {
        this.authentication = entrance.people();
        this.sessions = entrance.sessions();
        this.logins = entrance.logins();
    }

    /** Field names are the API's. */
    private record Place(String name, String address) {}

    /** Field names are the API's. */
    private record Places(List<Place> logins) {}

    /** Field names are the API's. */
    private record SignedOut(String address) {}

    /** {@code GET /api/v1/logins}: where people can sign in other than with a token. */
    Answer logins(Call call) {
        call.onlyParameters(Set.of());
        return Answer.json(new Places(logins.stream()
                .map(login -> new Place(login.name(), login.path()))
                .toList()));
    }

    Answer signIn(Call call) {
        SameOrigin.refuseOthers(call);
        Person person = switch (authentication.ofPerson(token(call))) {
            case Authentication.Outcome.Known known -> known.person();
            case Authentication.Outcome.Unknown unknown ->
                throw ProblemException.unauthenticated("the token is not accepted: " + unknown.reason());
            case Authentication.Outcome.Revoked revoked -> {
                call.isMadeBy(revoked.person());
                throw ProblemException.unauthenticated("the token is not accepted: " + revoked.reason());
            }
        };
        call.isMadeBy(person);
        checkRoles(person);
        call.cookie(Cookies.SESSION).ifPresent(sessions::end);
        String secret = sessions.begin(person, new ConsoleSession.Origin.Token());
        return new Answer.Nothing(Map.of("Set-Cookie", cookie(call, secret)));
    }

    Answer signOut(Call call) {
        SameOrigin.refuseOthers(call);
        Optional<ConsoleSession> ended = call.cookie(Cookies.SESSION).flatMap(sessions::end);
        ended.ifPresent(session -> call.isMadeBy(session.person()));
        Map<String, String> headers = Map.of("Set-Cookie", cookie(call, "") + "; Max-Age=0");
        return ended.flatMap(this::elsewhere)
                .map(address -> (Answer) new Answer.Json(200, new SignedOut(address.toString()), headers))
                .orElseGet(() -> new Answer.Nothing(headers));
    }

    /** Where somebody is signed out, too, who signed in at a provider. */
    private Optional<URI> elsewhere(ConsoleSession session) {
        try {
            for (Login login : logins) {
                Optional<URI> address = login.signOut(session.origin());
                if (address.isPresent()) {
                    return address;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private static void checkRoles(Person person) {
        if (person.roles().isEmpty()) {
            throw ProblemException.unauthenticated(
                    "the token's groups have no role here; ask for one of the groups under roles in the configuration");
        }
    }

    private static String token(Call call) {
        return JsonBody.of(call, MOST_BYTES, Set.of("token"), Set.of(), FORM)
                .text("token")
                .strip();
    }

    /** Behind a proxy that ends TLS the page's own address says so, and only a browser of that page sends it. */
    private static String cookie(Call call, String value) {
        boolean secure = call.secure()
                || call.header("Origin")
                        .filter(origin -> origin.startsWith("https://"))
                        .isPresent();
        return Cookies.session(value, secure);
    }
}
