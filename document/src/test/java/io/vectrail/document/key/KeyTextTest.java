package io.vectrail.document.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {

    private static final String SECRET = "q7Zk-3VbXw0LtR_8sHnYc2MfJ5uD9eKgP1aQxT6oBiU";

    @ParameterizedTest
    @EnumSource
    void aFreshKeyIsReadAsWhatItIsAndIsLikeNoOther(KeyKind kind) {
        SecureRandom random = new SecureRandom();
        Set<String> ids = new HashSet<>();
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            KeyText key = KeyText.fresh(kind, random);
            assertThat(KeyText.parse(key.text())).contains(key);
            assertThat(KeyText.kind(key.text())).contains(kind);
            assertThat(KeyText.isId(key.id())).isTrue();
            ids.add(key.id());
            secrets.add(key.secret());
        }
        assertThat(ids).hasSize(200);
        assertThat(secrets).hasSize(200);
    }

    @Test
    void itsSecretMayHaveTheSignsThatStandBetweenItsParts() {
        String secret = "_".repeat(21) + "-".repeat(22);
        assertThat(KeyText.parse("vtk_0123456789abcdef_" + secret))
                .contains(new KeyText(KeyKind.CALLER, "0123456789abcdef", secret));
    }

    @Test
    void itIsNeverSpokenOutByChance() {
        assertThat(new KeyText(KeyKind.CALLER, "0123456789abcdef", SECRET))
                .asString()
                .contains("0123456789abcdef")
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "vtk_",
                "vtk_0123456789abcdef",
                "vtk_0123456789abcdef_",
                "vtk_0123456789abcde_q7Zk-3VbXw0LtR_8sHnYc2MfJ5uD9eKgP1aQxT6oBiU",
                "vtk_0123456789ABCDEF_q7Zk-3VbXw0LtR_8sHnYc2MfJ5uD9eKgP1aQxT6oBiU",
                "vtk_0123456789abcdef_q7Zk-3VbXw0LtR_8sHnYc2MfJ5uD9eKgP1aQxT6oBi",
                "vtk_0123456789abcdef_q7Zk-3VbXw0LtR_8sHnYc2MfJ5uD9eKgP1aQxT6oBiUU",
                "vtk_0123456789abcdef_q7Zk+3VbXw0LtR/8sHnYc2MfJ5uD9eKgP1aQxT6oBiU",
                "vtk_0123456789abcdef_q7Zk-3VbXw0LtR_8sHnYc2MfJ5uD9eKgP1aQxT6oBiU\n",
                "vtx_0123456789abcdef_q7Zk-3VbXw0LtR_8sHnYc2MfJ5uD9eKgP1aQxT6oBiU",
                "VTK_0123456789abcdef_q7Zk-3VbXw0LtR_8sHnYc2MfJ5uD9eKgP1aQxT6oBiU",
            })
    void whatHasNotItsFormIsNone(String text) {
        assertThat(KeyText.parse(text)).isEmpty();
    }

    /** Somebody who sends it so has made a slip, and no issuer is to see it. */
    @Test
    void oneInOtherLettersOrWithSomethingAroundItIsMeantToBeOneAndIsNone() {
        String key = KeyText.fresh(KeyKind.CALLER, new SecureRandom()).text();
        for (String slip : List.of(
                "Bearer " + key,
                "\"" + key,
                "'" + key,
                "token=" + key,
                key.toUpperCase(java.util.Locale.ROOT),
                "x" + key)) {
            assertThat(KeyText.kind(slip)).as(slip).contains(KeyKind.CALLER);
            assertThat(KeyText.parse(slip)).as(slip).isEmpty();
        }
        assertThat(KeyText.kind("eyJhbGciOiJSUzI1NiJ9.vtk_x.y")).isEmpty();
        assertThat(KeyText.kind("an-opaque-vtk_token")).isEmpty();
    }
}
