package io.vectrail.replay.access.login;

import io.vectrail.replay.access.Authentication;
import io.vectrail.replay.access.ConsoleSessions;
import io.vectrail.replay.access.grant.AssertionGrant;
import io.vectrail.replay.access.local.LocalIssuer;
import io.vectrail.replay.access.saml.SamlSettings;
import io.vectrail.replay.access.saml.SamlVerifier;
import io.vectrail.runtime.token.IssuerSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How people and programs come in.
 *
 * @param people knows who holds a token
 * @param sessions of the console
 * @param openId where people sign in; null: not there
 * @param saml where people sign in; null: not there
 * @param assertionGrant gives programs tokens for that one's assertions; null: nothing does
 * @param local the embedded platform's issuer; null: there is none
 */
public record Entrance(
        Authentication people,
        ConsoleSessions sessions,
        @Nullable OpenIdLogin openId,
        @Nullable SamlLogin saml,
        @Nullable AssertionGrant assertionGrant,
        @Nullable LocalIssuer local)
        implements AutoCloseable {

    /**
     * As it is configured.
     *
     * @param login null: with a token only
     * @throws IllegalArgumentException when that cannot be; says what to do
     */
    public static Entrance open(
            @Nullable LoginSettings login,
            List<IssuerSettings> issuers,
            Authentication people,
            ConsoleSessions sessions,
            @Nullable LocalIssuer local,
            SecureRandom random,
            Clock clock) {
        if (login == null) {
            return new Entrance(people, sessions, null, null, null, local);
        }
        SamlLogin saml = null;
        AssertionGrant assertionGrant = null;
        SamlSettings provider = login.saml();
        if (provider != null) {
            // One for both: an assertion that was accepted here is not accepted there.
            SamlVerifier verifier =
                    new SamlVerifier(provider, login.at(SamlLogin.ACS), login.at(AssertionGrant.TOKEN_ENDPOINT), clock);
            saml = new SamlLogin(login, provider, verifier, people, random, clock);
            assertionGrant = login.assertionGrant() == null
                    ? null
                    : new AssertionGrant(
                            login.ownIssuer(), login.assertionGrant(), provider.prefix(), verifier, people, clock);
        }
        // Last: it alone has something to close.
        OpenIdLogin openId =
                login.openId() == null ? null : new OpenIdLogin(login, login.openId(), issuers, people, random, clock);
        return new Entrance(people, sessions, openId, saml, assertionGrant, local);
    }

    /** Where people sign in. */
    public List<Login> logins() {
        return Stream.<@Nullable Login>of(openId, saml)
                .filter(Objects::nonNull)
                .map(Login.class::cast)
                .toList();
    }

    @Override
    public void close() {
        if (openId != null) {
            openId.close();
        }
    }
}
