package io.vectrail.replay.access.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import io.vectrail.runtime.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider without people: whoever has the passcode is who they say. For one machine. Its codes are good once, for a minute; at most
 * 100 are known. Thread-safe.
 */
public final class LocalProvider {

    private static final Duration CODE = Duration.ofMinutes(1);
    private static final Duration ID_TOKEN = Duration.ofMinutes(5);
    private static final int MOST_CODES = 100;
    private static final int LEAST_PASSCODE = 8;

    private final LocalIssuer issuer;
    private final LocalIssuer.Login login;
    private final Clock clock;
    private final Cache<AuthorizationCode, Granted> codes =
            Caffeine.newBuilder().maximumSize(MOST_CODES).expireAfterWrite(CODE).build();

    private record Granted(AuthenticationRequest request, String subject, List<String> groups) {}

    public LocalProvider(LocalIssuer issuer, LocalIssuer.Login login, Clock clock) {
        this.issuer = issuer;
        this.login = login;
        this.clock = clock;
    }

    /** Whether it is this platform's passcode. Takes as long whether it is nearly right or not at all. */
    public boolean knows(String passcode) throws IOException {
        String kept = Files.readString(login.passcode()).strip();
        if (kept.length() < LEAST_PASSCODE) {
            throw new IOException("the passcode has less than " + LEAST_PASSCODE + " characters");
        }
        return MessageDigest.isEqual(Sha256.of(passcode.strip()), Sha256.of(kept));
    }

    /** A code for somebody who has the passcode. */
    public AuthorizationCode grant(AuthenticationRequest request, String subject, List<String> groups) {
        AuthorizationCode code = new AuthorizationCode();
        codes.put(code, new Granted(request, subject, List.copyOf(groups)));
        return code;
    }

    /**
     * The ID token for a code; empty where it is none, or was asked for by somebody else.
     *
     * @throws IOException when the issuer's key cannot be read
     */
    public Optional<SignedJWT> redeem(AuthorizationCodeGrant grant, @Nullable String client) throws IOException {
        Granted granted = codes.asMap().remove(grant.getAuthorizationCode());
        if (granted == null) {
            return Optional.empty();
        }
        AuthenticationRequest request = granted.request();
        boolean same = request.getClientID().getValue().equals(client)
                && request.getRedirectionURI().equals(grant.getRedirectionURI())
                && proves(grant, request);
        return same ? Optional.of(idToken(granted)) : Optional.empty();
    }

    private static boolean proves(AuthorizationCodeGrant grant, AuthenticationRequest request) {
        return grant.getCodeVerifier() != null
                && CodeChallenge.compute(CodeChallengeMethod.S256, grant.getCodeVerifier())
                        .equals(request.getCodeChallenge());
    }

    private SignedJWT idToken(Granted granted) throws IOException {
        Date now = Date.from(clock.instant());
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer.issuer())
                .subject(granted.subject())
                .audience(granted.request().getClientID().getValue())
                .claim("groups", granted.groups())
                .issueTime(now)
                .expirationTime(Date.from(clock.instant().plus(ID_TOKEN)))
                .jwtID(UUID.randomUUID().toString());
        if (granted.request().getNonce() != null) {
            claims.claim("nonce", granted.request().getNonce().getValue());
        }
        try {
            RSAKey key = RSAKey.parse(Files.readString(login.key()));
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims.build());
            token.sign(new RSASSASigner(key));
            return token;
        } catch (ParseException | JOSEException e) {
            throw new IOException("localIssuer.login.key is not a private RSA key");
        }
    }
}
