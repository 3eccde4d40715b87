package io.vectrail.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aTokenCarriesTheClaimsAndVerifiesWithThePublishedKeys() throws Exception {
        Issuer issuer = open();
        SignedJWT token = SignedJWT.parse(issuer.token("alice", List.of("research", "auditors"), Duration.ofHours(1)));
        var published = JWKSet.load(issuer.jwksFile().toFile());
        assertThat(published.getKeys()).allMatch(key -> !key.isPrivate());
        var key = published.getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("http://127.0.0.1:8090/issuer");
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("alice");
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("vectrail");
        assertThat(token.getJWTClaimsSet().getStringListClaim("groups")).containsExactly("research", "auditors");
        assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(token.getJWTClaimsSet().getJWTID()).isNotBlank();
    }

    @Test
    void theKeysStayOverARestartAndThePrivateOneIsTheOwnersAlone() throws Exception {
        String first = open().keyId();
        assertThat(open().keyId()).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("private.jwk.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aLifetimeOutsideItsBoundsIsRefused() {
        for (Duration ttl : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(31))) {
            assertThatThrownBy(() -> open().token("alice", List.of(), ttl))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Issuer open() {
        return Issuer.open(folder, "http://127.0.0.1:8090/issuer", Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
