package io.vectrail.replay.web;

import io.vectrail.replay.access.ConsoleSessions;
import io.vectrail.replay.access.login.LoginOutcome;
import io.vectrail.replay.access.login.LoginOutcome.Failure;
import io.vectrail.replay.access.login.OpenIdLogin;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /login/openid}, which sends a browser to the provider, and {@code GET /login/openid/callback}, where it comes back. Whatever goes
 * wrong ends on the console's page for signing in, which says what.
 */
final class LoginResource {

    private static final Logger LOG = LoggerFactory.getLogger(LoginResource.class);
    private static final int LONGEST_PAGE = 1_000;
    private static final String HOME = "/search";

    private final OpenIdLogin provider;
    private final ConsoleSessions sessions;

    LoginResource(OpenIdLogin provider, ConsoleSessions sessions) {
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
            // The provider sends the browser back to that address, and only what is set there comes along. Once: a
            // proxy may
            // call this service by another name.
            return new Answer.Elsewhere(
                    provider.url() + "/login/openid?moved=yes&next=" + URLEncoder.encode(next, StandardCharsets.UTF_8),
                    List.of());
        }
        try {
            OpenIdLogin.Begun begun = provider.begin(next);
            return new Answer.Elsewhere(begun.address().toString(), List.of(Cookies.login(begun.cookie(), secure())));
        } catch (IOException e) {
            LOG.warn("nobody can sign in at the provider: {}", e.getMessage());
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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.busy("the service stops; try again");
        }
        return switch (outcome) {
            case LoginOutcome.Failed failed -> {
                LOG.warn("a login failed: {}", failed.detail());
                yield failed(failed.why());
            }
            case LoginOutcome.SignedIn signedIn -> {
                call.isMadeBy(signedIn.person());
                if (signedIn.person().roles().isEmpty()) {
                    LOG.warn("a login failed: none of the person's groups has a role");
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
        return new Answer.Elsewhere(
                "/sign-in?failed=" + why.name().toLowerCase(Locale.ROOT), List.of(Cookies.login("", secure())));
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
            URI page = provider.url().resolve(next);
            boolean ours = page.toString().startsWith(provider.url() + "/")
                    && !page.getRawPath().startsWith("//")
                    && !page.getRawPath().equals("/sign-in");
            return ours ? page.toString().substring(provider.url().toString().length()) : HOME;
        } catch (IllegalArgumentException e) {
            return HOME;
        }
    }
}
