package io.vectrail.replay.web;

import io.vectrail.replay.access.login.LoginOutcome.Failed;
import io.vectrail.replay.access.login.LoginOutcome.Failure;
import io.vectrail.replay.access.login.SamlLogin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * What a SAML provider needs beside the login itself: {@code GET /login/saml/metadata}, {@code POST /login/saml/acs}, which a page of the
 * provider's makes a browser call, and {@code GET /login/saml/logout}, where it comes back from signing out.
 */
final class SamlResource {

    private static final Failures FAILURES = new Failures(LoggerFactory.getLogger(SamlResource.class));

    /** A response of 256 KiB in Base64, whose signs may be three characters each in a form. */
    private static final int MOST_BYTES = 512 << 10;

    private final SamlLogin login;

    SamlResource(SamlLogin login) {
        this.login = login;
    }

    Answer metadata(Call call) {
        call.onlyParameters(Set.of());
        try {
            byte[] xml = login.metadata().getBytes(StandardCharsets.UTF_8);
            return new Answer.Bytes(200, "application/samlmetadata+xml", xml, Map.of());
        } catch (IOException e) {
            FAILURES.note("there is no metadata: " + e.getMessage());
            throw ProblemException.busy("there is no metadata now; the service's log says why");
        }
    }

    Answer accept(Call call) {
        call.onlyParameters(Set.of());
        FormBody form = FormBody.of(call, MOST_BYTES);
        Optional<String> response = form.one("SAMLResponse");
        Optional<String> request = form.one("RelayState");
        if (response.isEmpty() || request.isEmpty()) {
            FAILURES.note("a login failed: the provider sent not both SAMLResponse and RelayState; it must send the"
                    + " latter back as it was");
            return elsewhere(LoginResource.signIn(Failure.UNTRUSTED));
        }
        return switch (login.accept(response.get(), request.get())) {
            case SamlLogin.Brought.Kept kept -> elsewhere(kept.address());
            case SamlLogin.Brought.Refused(Failed why) -> {
                FAILURES.note("a login failed: " + why.detail());
                yield elsewhere(LoginResource.signIn(why.why()));
            }
        };
    }

    /** The session here has ended by then, whatever the provider says. */
    Answer signedOut(Call call) {
        return elsewhere("/sign-in");
    }

    private static Answer elsewhere(String address) {
        return new Answer.Elsewhere(address, List.of());
    }
}
