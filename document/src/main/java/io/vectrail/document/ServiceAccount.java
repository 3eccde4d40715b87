package io.vectrail.document;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A service account of Google Cloud: the key that signs its access tokens, here and without asking anybody. Never printed, and never
 * sent. Thread-safe.
 *
 * <p>Source: Google's API improvement proposal AIP-4111, "Self-signed JWT".
 */
public final class ServiceAccount implements Credential {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

    /** As long as Google lets one be. */
    private static final Duration VALIDITY = Duration.ofHours(1);

    /** What is left of a token when the next one is made: more than the longest call. */
    private static final Duration OVERLAP = Duration.ofMinutes(15);

    /** As many as can be valid at once even if the clock was set back; an upstream may quote any of them. */
    private static final int MOST_KNOWN = 4;

    private final String email;
    private final String keyId;
    private final PrivateKey key;
    private volatile @Nullable Signed signed;

    private ServiceAccount(String email, String keyId, PrivateKey key) {
        this.email = email;
        this.keyId = keyId;
        this.key = key;
    }

    /** A key file as Google hands it out; what else stands in it is not needed. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record KeyFile(
            @Nullable String type,
            @JsonProperty("client_email") @Nullable String email,
            @JsonProperty("private_key_id") @Nullable String keyId,
            @JsonProperty("private_key") @Nullable String key) {}

    /**
     * The token in use.
     *
     * @param known it and those before, the last first
     */
    private record Signed(String token, Instant issued, List<String> known) {

        /** A clock that was set back makes a new one, since this one is not valid yet. */
        boolean serves(Instant now) {
            return !now.isBefore(issued) && now.isBefore(issued.plus(VALIDITY).minus(OVERLAP));
        }
    }

    /**
     * Reads the JSON of a service account's key.
     *
     * @throws IllegalArgumentException when it is none, or its key cannot sign; quotes nothing of it
     */
    static ServiceAccount of(String json) {
        try {
            KeyFile file = JSON.readValue(json, KeyFile.class);
            if (file == null
                    || !"service_account".equals(file.type)
                    || file.email == null
                    || file.keyId == null
                    || file.key == null) {
                throw unusable();
            }
            ServiceAccount account = new ServiceAccount(file.email, file.keyId, key(file.key));
            // What cannot sign is told when the document is read, and not by the first call.
            var _ = account.sign(Instant.EPOCH);
            return account;
        } catch (JsonProcessingException | GeneralSecurityException | JOSEException e) {
            // Their messages may quote it.
            throw unusable();
        }
    }

    /** For what is neither a key file nor a token. */
    static IllegalArgumentException unusable() {
        return new IllegalArgumentException(
                "the credential must be the JSON key of a service account, with type, client_email, private_key_id and"
                        + " private_key (RSA, PKCS #8), or an access token");
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        String base64 = pem.replace("-----BEGIN PRIVATE KEY-----", "").replace("-----END PRIVATE KEY-----", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
        } catch (IllegalArgumentException e) {
            throw unusable();
        }
    }

    /** The token to show, made anew while the last one still serves calls that are on their way. */
    public String token(Instant now) {
        Signed last = signed;
        return last != null && last.serves(now) ? last.token : next(now).token;
    }

    private synchronized Signed next(Instant now) {
        Signed last = signed;
        if (last != null && last.serves(now)) {
            return last;
        }
        try {
            String token = sign(now);
            Signed next = new Signed(
                    token,
                    now,
                    Stream.concat(Stream.of(token), last == null ? Stream.empty() : last.known.stream())
                            .distinct()
                            .limit(MOST_KNOWN)
                            .toList());
            signed = next;
            return next;
        } catch (JOSEException e) {
            throw new IllegalStateException("a service account's key no longer signs", e);
        }
    }

    private String sign(Instant now) throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(keyId)
                .type(JOSEObjectType.JWT)
                .build();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(email)
                .subject(email)
                .claim("scope", SCOPE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(VALIDITY)))
                .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    /** Its tokens: the key itself is never sent. */
    @Override
    public List<String> secrets() {
        Signed last = signed;
        return last == null ? List.of() : last.known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServiceAccount account
                && email.equals(account.email)
                && keyId.equals(account.keyId)
                && key.equals(account.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(email, keyId);
    }

    @Override
    public String toString() {
        return "ServiceAccount[…]";
    }
}
