package io.vectrail.local.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vectrail.local.process.PlatformException;
import io.vectrail.local.process.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/**
 * Signs tokens with the key pair of one folder: {@code private.jwk.json}, readable by its owner only, and {@code jwks.json}, which
 * is published. Whoever can read the first can be anyone on this platform, which is why it is for one machine.
 */
public final class Issuer {
    /** The audience of every token. */
    public static final String AUDIENCE = "vectrail";

    private static final int KEY_BITS = 2048;
    private static final Duration LONGEST = Duration.ofDays(30);

    private final String issuer;
    private final Path folder;
    private final RSAKey key;
    private final Clock clock;

    private Issuer(String issuer, Path folder, RSAKey key, Clock clock) {
        this.issuer = issuer;
        this.folder = folder;
        this.key = key;
        this.clock = clock;
    }

    /**
     * The issuer of that folder; makes the key pair when there is none.
     *
     * @param issuer the {@code iss} claim
     */
    public static Issuer open(Path folder, String issuer, Clock clock) {
        Path privateKey = folder.resolve("private.jwk.json");
        try {
            Files.createDirectories(folder);
            if (!Files.exists(privateKey)) {
                RSAKey made = new RSAKeyGenerator(KEY_BITS)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.RS256)
                        .keyID(UUID.randomUUID().toString())
                        .generate();
                WholeFile.writeSecret(privateKey, made.toJSONString());
            }
            RSAKey key = RSAKey.parse(Files.readString(privateKey));
            // Written anew each time: it follows from the private key, and may have been lost alone.
            WholeFile.write(folder.resolve("jwks.json"), new JWKSet(key.toPublicJWK()).toString());
            return new Issuer(issuer, folder, key, clock);
        } catch (IOException | JOSEException e) {
            throw new PlatformException(
                    "The local issuer's keys in " + folder + " cannot be used: " + e.getMessage(), e);
        } catch (ParseException e) {
            throw new PlatformException(
                    "The local issuer's key " + privateKey + " is damaged: delete it and sign in anew.", e);
        }
    }

    /** True when that folder has a key pair. */
    public static boolean exists(Path folder) {
        return Files.exists(folder.resolve("private.jwk.json"));
    }

    public String issuer() {
        return issuer;
    }

    public String keyId() {
        return key.getKeyID();
    }

    /** The public keys, as a JWK set. */
    public Path jwksFile() {
        return folder.resolve("jwks.json");
    }

    /** A token for that subject, valid from now; {@code ttl} is more than zero and at most 30 days. */
    public String token(String subject, List<String> groups, Duration ttl) {
        if (ttl.isNegative() || ttl.isZero() || ttl.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a token lives more than 0 s and at most 30 days, not " + ttl);
        }
        Instant now = clock.instant();
        return sign(new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(subject)
                .audience(AUDIENCE)
                .claim("groups", List.copyOf(groups))
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(ttl)))
                .jwtID(UUID.randomUUID().toString())
                .build());
    }

    /** Signs whatever claims: for tests of what verification refuses. */
    public String sign(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("an RSA key signs RS256", e);
        }
    }
}
