package io.vectrail.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that nobody can read takes none of the others with it (RFC 7517, section 5). */
class KeySetTest {

    private static String good = "";

    @BeforeAll
    static void make() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("good").generate();
        good = key.toPublicJWK().toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kty\":\"AKP\",\"kid\":\"pq\",\"alg\":\"ML-DSA-44\",\"pub\":\"AA\"}",
                "{\"kty\":\"EC\",\"kid\":\"e\",\"crv\":\"brainpoolP256r1\",\"x\":\"AA\",\"y\":\"AA\"}",
                "{\"kty\":\"EC\",\"kid\":\"e\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}",
                "{\"kty\":\"EC\",\"kid\":\"e\",\"crv\":\"P-256\",\"x\":\"\",\"y\":\"\"}",
                "{\"kty\":\"RSA\",\"kid\":\"r\",\"n\":\"AAAA\"}",
                "{\"kty\":\"OKP\",\"kid\":\"o\",\"crv\":\"X25519\",\"x\":\"AAAA\"}",
                "{\"kty\":\"OKP\",\"kid\":\"o\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"}",
                "{\"kid\":\"r\"}",
                "GOOD,\"use\":\"sig\",\"key_ops\":[\"encrypt\"]}",
                "GOOD,\"key_ops\":[\"banana\"]}",
                "GOOD,\"x5c\":[\"MIIB\"]}",
                "GOOD,\"exp\":\"soon\"}",
                "null",
                "[]",
                "1",
                "\"x\""
            })
    void theGoodOneBesideAnOddOneIsKnown(String odd) throws ParseException {
        String other = odd.replace("GOOD", good.replace("\"good\"", "\"odd\"").replaceFirst("}$", ""));
        for (String both : List.of(other + "," + good, good + "," + other)) {
            List<String> signing = KeySet.parse("{\"keys\":[" + both + "]}").getKeys().stream()
                    .filter(key -> IssuerKey.of(key) != null)
                    .map(JWK::getKeyID)
                    .toList();
            assertThat(signing).as(other).contains("good").doesNotContain("e", "r", "o", "pq");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"keys\":{}}", "{\"keys\":null}", "<html>"})
    void whatHasNoListOfKeysIsNoKeySet(String text) {
        assertThatThrownBy(() -> KeySet.parse(text)).isInstanceOf(ParseException.class);
    }

    @Test
    void noMoreThanAHundredAreLookedAt() throws ParseException {
        String many = String.join(",", java.util.Collections.nCopies(150, good));
        assertThat(KeySet.parse("{\"keys\":[" + many + "]}").getKeys()).hasSize(100);
    }
}
