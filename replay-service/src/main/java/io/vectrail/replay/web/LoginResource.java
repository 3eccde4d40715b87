package io.vectrail.replay.web;

import io.vectrail.replay.access.ConsoleSessions;
import io.vectrail.replay.access.login.Login;
import io.vectrail.replay.access.login.LoginOutcome;
import io.vectrail.replay.access.login.LoginOutcome.Failure;
import io.vectrail.replay.publish.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /login/openid} or {@code /login/saml}, which sends a browser to the provider, and where it is signed in when it comes back. Whatever
 * goes wrong ends on the console's page for signing in, which says what.
 */
final class LoginResource {

    private static final Failures FAILURES = new Failures(LoggerFactory.getLogger(LoginResource.class));
    private static final int LONGEST_PAGE = 1_000;
    private static final String HOME = "/search";

    private final Login provider;
    private final ConsoleSessions sessions;

    LoginResource(Login provider, ConsoleSessions sessions) {
        this.provider = provider;
        this.sessions = sessions;
    }

    Answer begin(Call call) {
        call.onlyParameters(Set.of("next", "moved"));
        String next = page(call);
        boolean here = call.header("Host")
                .filter(provider.url().getRawAuthority()::equals)
                .isPresent();
        if (!here && call.parameter("moved") == null) {
            // The provider sends the browser back to that address, and only what is set there comes along.
            // Once: a proxy may call this service by another name.
            return new Answer.Elsewhere(
                    provider.url() + provider.path() + "?moved=yes&next="
                            + URLEncoder.encode(next, StandardCharsets.UTF_8),
                    List.of());
        }
        try {
            Login.Begun begun = provider.begin(next);
            return new Answer.Elsewhere(begun.address().toString(), List.of(Cookies.login(begun.cookie(), secure())));
        } catch (IOException e) {
            FAILURES.note("nobody can sign in at the provider: " + e.getMessage());
            return failed(Failure.UNAVAILABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.busy("the service stops; try again");
        }
    }

    Answer finish(Call call) {
        LoginOutcome outcome;
        try {
            outcome = provider.finish(call.query(), call.cookie(Cookies.LOGIN));
        } catch (UnavailableException e) {
            return failed(Failure.UNAVAILABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.busy("the service stops; try again");
        }
        return switch (outcome) {
            case LoginOutcome.Failed failed -> {
                FAILURES.note("a login failed: " + failed.detail());
                if (failed.who() != null) {
                    call.isMadeBy(failed.who());
                    call.remark("failed", "revoked");
                }
                yield failed(failed.why());
            }
            case LoginOutcome.SignedIn signedIn -> {
                call.isMadeBy(signedIn.person());
                if (signedIn.person().roles().isEmpty()) {
                    FAILURES.note("a login failed: none of the person's groups has a role");
                    call.remark("failed", "no-role");
                    yield new Answer.Elsewhere("/sign-in?failed=no-role", List.of(Cookies.login("", secure())));
                }
                call.cookie(Cookies.SESSION).ifPresent(sessions::end);
                String secret = sessions.begin(signedIn.person(), signedIn.origin());
                yield new Answer.Elsewhere(
                        signedIn.next(), List.of(Cookies.session(secret, secure()), Cookies.login("", secure())));
            }
        };
    }

    private Answer failed(Failure why) {
        return new Answer.Elsewhere(signIn(why), List.of(Cookies.login("", secure())));
    }

    /** The page for signing in, which says what went wrong. */
    static String signIn(Failure why) {
        return "/sign-in?failed=" + why.name().toLowerCase(Locale.ROOT);
    }

    private boolean secure() {
        return provider.url().getScheme().equals("https");
    }

    /** A page of the console, never another site. */
    private String page(Call call) {
        String next = call.parameter("next");
        if (next == null || next.length() > LONGEST_PAGE) {
            return HOME;
        }
        try {
            // In ASCII: a header is written as bytes, of which another sign's lower half may be a slash.
            String page = provider.url().resolve(next).normalize().toASCIIString();
            String path = page.substring(
                    Math.min(page.length(), provider.url().toString().length()));
            boolean ours = page.startsWith(provider.url() + "/")
                    && path.length() <= LONGEST_PAGE
                    && !path.contains("//")
                    && !path.startsWith("/login/")
                    && !URI.create(path).getRawPath().equals("/sign-in");
            return ours ? path : HOME;
        } catch (IllegalArgumentException e) {
            return HOME;
        }
    }
}
