package io.vectrail.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token is a JWT in one spelling, or one that says nothing by itself; or nothing that anybody is asked about. */
class TokenFormTest {

    private static String good = "";

    @BeforeAll
    static void sign() throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.RS256),
                new JWTClaimsSet.Builder().issuer("https://i").build());
        jwt.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));
        good = jwt.serialize();
    }

    @Test
    void aSignedJwtIsOne() {
        assertThat(TokenForm.jwt(good)).isPresent();
        assertThat(TokenForm.isOpaque(good)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "==", "!*", " ", "\n", ".", "+", "/", "%00"})
    void andInNoOtherSpelling(String junk) {
        assertThat(TokenForm.jwt(good + junk)).isEmpty();
        assertThat(TokenForm.jwt(junk + good)).isEmpty();
        assertThat(TokenForm.isOpaque(good + junk)).as("nor is an issuer asked").isFalse();
    }

    /** Of the last sign only some bits count. */
    @Test
    void norWithBitsThatNobodyReads() {
        char last = good.charAt(good.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char other = alphabet.charAt(alphabet.indexOf(last) ^ 1);
        assertThat(TokenForm.jwt(good.substring(0, good.length() - 1) + other)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "1",
                "\"a\"",
                "{}",
                "{\"alg\":null}",
                "{\"alg\":\"none\"}",
                "{\"alg\":\"RS256\",\"crit\":1}"
            })
    void whateverItsHeaderIsNothingIsThrown(String header) {
        String token = encoded(header) + "." + encoded("{\"aud\":[null]}") + ".AA";
        assertThat(TokenForm.jwt(token)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "{\"nbf\":\"now\"}", "{\"exp\":{}}"})
    void norWhateverItsClaimsAre(String claims) {
        assertThat(TokenForm.jwt(encoded("{\"alg\":\"RS256\"}") + "." + encoded(claims) + ".AA"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-token", "A.b", "abc==", "eyJhbGciOiJkaXIi.a.b.c.d", "2YotnFZFEjr1zCsicMWpAA"})
    void anIssuerIsAskedAboutTheseOnly(String token) {
        assertThat(TokenForm.isOpaque(token)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer x", "\"x", "'x", "token=x", "x y", "eyJhbGciOiJSUzI1NiJ9.e30", "eyJ.a.b.c", "\u00e4"
            })
    void andAboutNoneOfThese(String token) {
        assertThat(TokenForm.isOpaque(token)).isFalse();
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
