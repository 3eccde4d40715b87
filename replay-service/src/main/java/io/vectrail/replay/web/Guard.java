package io.vectrail.replay.web;

import io.vectrail.replay.access.Authentication;
import io.vectrail.replay.access.ConsoleSession;
import io.vectrail.replay.access.ConsoleSessions;
import io.vectrail.replay.access.Person;
import io.vectrail.replay.access.Role;
import io.vectrail.replay.scope.Scope;
import java.util.Optional;
import java.util.Set;

/** Lets a call through to its route, or refuses it. Whatever is not clearly allowed is refused. */
final class Guard {

    private static final String BEARER = "Bearer ";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Authentication authentication;
    private final ConsoleSessions sessions;

    Guard(Authentication authentication, ConsoleSessions sessions) {
        this.authentication = authentication;
        this.sessions = sessions;
    }

    /** Finds out who makes the call, where its route asks for that. @throws ProblemException when that is not known */
    void identify(Call call) {
        switch (call.route().access()) {
            case Access.Anyone anyone -> {}
            case Access.OneOf roles -> call.isMadeBy(holder(call));
        }
    }

    /** Lets somebody who is known through. @throws ProblemException when they may not do this */
    void permit(Call call) {
        switch (call.route().access()) {
            case Access.Anyone anyone -> {}
            case Access.OneOf roles -> {
                if (bearer(call).isEmpty()) {
                    checkOrigin(call);
                }
                checkRoles(call.person(), roles.roles());
                if (roles.forEverything()) {
                    checkScope(call.person(), roles.roles());
                }
            }
        }
    }

    /** Whether somebody who was let through would be let through again. */
    boolean knowsStill(Call call) {
        try {
            identify(call);
            permit(call);
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    private Person holder(Call call) {
        return bearer(call)
                .map(token -> holder(call, token))
                .or(() -> signedIn(call))
                .orElseThrow(() -> ProblemException.unauthenticated(
                        "send a token as Authorization: Bearer, or sign in to the console"));
    }

    private Person holder(Call call, String token) {
        return switch (ProblemException.asked(() -> authentication.of(token))) {
            case Authentication.Outcome.Known known -> known.person();
            case Authentication.Outcome.Unknown unknown ->
                throw ProblemException.unauthenticated("the token is not accepted: " + unknown.reason());
            case Authentication.Outcome.Revoked revoked -> {
                call.isMadeBy(revoked.person());
                throw ProblemException.unauthenticated("the token is not accepted: " + revoked.reason());
            }
        };
    }

    private Optional<Person> signedIn(Call call) {
        boolean byHand = !(call.route().audited() instanceof Audited.Polled);
        Optional<Person> person = call.cookie(Cookies.SESSION)
                .flatMap(secret -> sessions.of(secret, byHand))
                .map(ConsoleSession::person);
        if (person.filter(known -> ProblemException.asked(() -> authentication.revoked(known)))
                .isPresent()) {
            person.ifPresent(call::isMadeBy);
            throw ProblemException.unauthenticated("what you signed in with was revoked");
        }
        return person;
    }

    private static void checkRoles(Person person, Set<Role> roles) {
        if (!person.hasOneOf(roles)) {
            throw ProblemException.forbidden("this call needs one of the roles "
                    + String.join(", ", roles.stream().map(Role::label).sorted().toList()));
        }
    }

    private static void checkScope(Person person, Set<Role> roles) {
        if (!(person.grants().sees(roles) instanceof Scope.Everything)) {
            throw ProblemException.forbidden("this call is about all traffic, and your scope is a part of it;"
                    + " ask somebody who sees everything");
        }
    }

    /** A browser sends the cookie whoever's page asks; so a change must come from a page of ours. */
    private static void checkOrigin(Call call) {
        if (!READING.contains(call.method()) && SameOrigin.of(call) != SameOrigin.YES) {
            throw ProblemException.forbidden("this change does not come from the console's own pages");
        }
    }

    private static Optional<String> bearer(Call call) {
        return call.header("Authorization")
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }
}
