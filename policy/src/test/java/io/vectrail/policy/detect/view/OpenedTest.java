package io.vectrail.policy.detect.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Base64 is read as what it says. */
class OpenedTest {

    private static final String SAID = "mail jo@example.com, or call?>~ \u00ff\u00fe \u4f60\u597d";

    @Test
    void everyVariantIsOpenedAndCoveredWhole() {
        byte[] bytes = SAID.getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder : new Base64.Encoder[] {
            Base64.getEncoder(),
            Base64.getEncoder().withoutPadding(),
            Base64.getUrlEncoder(),
            Base64.getUrlEncoder().withoutPadding(),
            Base64.getMimeEncoder(24, new byte[] {'\n'}),
            Base64.getMimeEncoder(64, new byte[] {'\r', '\n'}),
        }) {
            String run = encoder.encodeToString(bytes);
            String text = "see " + run + " there";
            assertThat(Read.disguise(text, "jo@example.com")).contains(run);
            assertThat(Read.disguise(text, "?>~")).contains(run);
        }
    }

    @Test
    void indentedLinesAreOneRun() {
        String run = Base64.getMimeEncoder(32, "\n    ".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(SAID.repeat(3).getBytes(StandardCharsets.UTF_8));
        assertThat(Read.disguise("key: |\n    " + run + "\nnext: 1", SAID.substring(0, 20)))
                .contains(run);
    }

    @Test
    void aWordOnTheNextLineSpoilsNothing() {
        String run = encoded("jo@example.com now");
        assertThat(run).hasSize(24);
        assertThat(Read.disguise(run + "\nRegards", "jo@example.com")).contains(run);
    }

    @Test
    void aRunBehindAPathIsOpened() {
        String run = encoded("jo@example.com now");
        assertThat(Read.disguise("/v1/users/" + run + "/x", "jo@example.com")).contains(run);
        assertThat(Read.disguise("data:text/plain;base64," + run, "jo@example.com"))
                .contains(run);
    }

    @Test
    void runsAreReadOnLinesOfTheirOwn() {
        String text = encoded("first@example.com") + " " + encoded("second@example.com");
        assertThat(Read.texts(text)).containsExactly("first@example.com\nsecond@example.com\n");
        assertThat(Read.disguise(text, "second@example.com")).contains(encoded("second@example.com"));
    }

    @Test
    void whatItSaysIsFolded() {
        String run = encoded("jо＠exаmplе．com");
        assertThat(Read.disguise("x " + run, "jo@example.com")).contains(run);
    }

    @Test
    void aLongRunIsOpenedWhole() {
        String run = encoded("words and words ".repeat(70_000) + "jo@example.com");
        assertThat(Read.disguise(run, "jo@example.com")).contains(run);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "internationalization counterrevolutionaries Donaudampfschifffahrtsgesellschaft",
                "4111111111111111 DE89370400440532013000",
                "d41d8cd98f00b204e9800998ecf8427e da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "123e4567-e89b-12d3-a456-426614174000",
                "/usr/share/java/com/example/configuration/Default_Settings-of-Everything",
                "AbstractSingletonProxyFactoryBean MAXIMUM_NUMBER_OF_CONNECTIONS get_maximum_of_connections",
                "AAAAAAAAAAAAAAAAAAAAAAAA ---------------------- ______________________ //////////////////////",
                "-----BEGIN CERTIFICATE-----",
                "aGVsbG8gd29ybGQ=",
            })
    void ordinaryTextHasNone(String text) {
        assertThat(Views.of(text)).isEmpty();
    }

    @Test
    void bytesOfAllSortsHaveNone() {
        byte[] bytes = new byte[4096];
        new Random(1).nextBytes(bytes);
        assertThat(Views.of(Base64.getEncoder().encodeToString(bytes))).isEmpty();
        assertThat(Views.of(Base64.getMimeEncoder().encodeToString(bytes))).isEmpty();
    }

    private static String encoded(String said) {
        return Base64.getEncoder().encodeToString(said.getBytes(StandardCharsets.UTF_8));
    }
}
