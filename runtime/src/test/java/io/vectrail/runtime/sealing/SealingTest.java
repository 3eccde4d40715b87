package io.vectrail.runtime.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.runtime.config.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingTest {

    private static final String SECRET = "sk-the-secret-0123456789";
    private static final SealBinding HERE = binding("openai", "https://api.example.com");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path privateKeys;
    private Path publicKeys;

    @BeforeEach
    void keys() throws Exception {
        privateKeys = folder.resolve("private.json");
        publicKeys = folder.resolve("public.json");
        assertThat(run("", "ensure", privateKeys.toString(), publicKeys.toString()))
                .isZero();
    }

    @Test
    void whatIsSealedOpensInItsPlaceAndSaysNothingElsewhere() {
        String sealed = Sealer.with(publicKeys).seal(SECRET, HERE);
        assertThat(sealed).startsWith("sealed:").matches("[A-Za-z0-9:_-]+");
        assertThat(sealed).isNotEqualTo(Sealer.with(publicKeys).seal(SECRET, HERE));
        assertThat(Unsealer.with(privateKeys).open(sealed, HERE)).isEqualTo(SECRET);
    }

    @Test
    void movedToAnotherConnectionOrTargetItDoesNotOpenAndTheErrorQuotesNothing() {
        String sealed = Sealer.with(publicKeys).seal(SECRET, HERE);
        for (SealBinding elsewhere : List.of(
                binding("cohere", "https://api.example.com"),
                binding("openai", "https://evil.example.com"),
                binding("openai", "https://api.example.com:8443"),
                binding("openai", "http://api.example.com:443"),
                binding("openai", "https://api.example.com", "https://evil.example.com"))) {
            assertThatThrownBy(() -> Unsealer.with(privateKeys).open(sealed, elsewhere))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("does not open")
                    .hasMessageContaining(elsewhere.connection())
                    .satisfies(
                            e -> assertThat(e.toString()).doesNotContain(sealed.substring(7, 27), SECRET.substring(3)));
        }
    }

    @Test
    void orderCaseRepetitionDefaultPortAndPathOfTargetsDoNotMatter() {
        assertThat(binding("a", "HTTPS://API.Example.com/v1", "http://b", "http://b:80/x"))
                .isEqualTo(binding("a", "http://B", "https://api.example.com:443"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a", "api.example.com", "https://u:p@a", "mailto:a@b", "https:///x"})
    void whatIsNoTargetIsNotBound(String target) {
        assertThatThrownBy(() -> binding("openai", target)).hasMessageContaining("target must be like");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a:0", "https://a:65536", "http://a:99999", "https://a:00000"})
    void aPortThatNobodyHasIsNotBound(String target) {
        assertThatThrownBy(() -> binding("openai", target)).hasMessageContaining("the port must be 1 to 65535");
        assertThat(binding("openai", "https://a:1", "https://a:65535").origins())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sealed:", "sealed:%%%", "sealed:AAAA", "other:AAAA", "sealed:AAA A"})
    void whatIsDamagedIsRefusedWithoutBeingQuoted(String text) {
        assertThatThrownBy(() -> Unsealer.with(privateKeys).open(text, HERE))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())).doesNotContain("AAA", "%%"));
    }

    @Test
    void afterARotationOldAndNewOpenAndTheNewKeySeals() throws Exception {
        String old = Sealer.with(publicKeys).seal(SECRET, HERE);
        Unsealer notYetRestarted = Unsealer.with(privateKeys);
        assertThat(run("", "rotate", privateKeys.toString())).isZero();
        assertThat(run("", "ensure", privateKeys.toString(), publicKeys.toString()))
                .isZero();
        String anew = Sealer.with(publicKeys).seal(SECRET, HERE);
        assertThat(Unsealer.with(privateKeys).open(old, HERE)).isEqualTo(SECRET);
        assertThat(Unsealer.with(privateKeys).open(anew, HERE)).isEqualTo(SECRET);
        assertThatThrownBy(() -> notYetRestarted.open(anew, HERE)).hasMessageContaining("does not open");
    }

    @Test
    void thePrivateKeysetIsTheOwnersAloneAndIsNeitherWrittenOverNorTakenForThePublicOne() throws Exception {
        assertThat(mode(privateKeys)).isEqualTo("rw-------");
        assertThat(run("", "rotate", privateKeys.toString())).isZero();
        assertThat(mode(privateKeys)).isEqualTo("rw-------");
        assertThat(run("", "new", privateKeys.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("is there already");
        assertThatThrownBy(() -> Sealer.with(privateKeys))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("not a public keyset");
        assertThatThrownBy(() -> Unsealer.with(publicKeys)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> Unsealer.with(folder.resolve("none"))).hasMessageContaining("cannot be read");
        assertThat(run("", "rotate", publicKeys.toString())).isEqualTo(1);
        assertThat(run("", "public", privateKeys.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("HpkePublicKey")
                .doesNotContain("HpkePrivateKey");
    }

    @Test
    void theCommandReadsTheSecretFromStandardInputAndPrintsTheSealedOneAlone() throws Exception {
        assertThat(run(SECRET + "\n", "seal", publicKeys.toString(), "openai", "https://api.example.com/v1"))
                .isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        String printed = out.toString(StandardCharsets.UTF_8);
        assertThat(printed).endsWith("\n").doesNotContain(SECRET);
        assertThat(Unsealer.with(privateKeys).open(printed.strip(), HERE)).isEqualTo(SECRET);
    }

    @Test
    void theCommandSaysWhatIsWrong() throws Exception {
        String keys = publicKeys.toString();
        assertThat(run(SECRET, "seal", keys, "openai")).isEqualTo(2);
        assertThat(run(SECRET)).isEqualTo(2);
        for (String[] wrong : List.of(
                new String[] {"seal", keys, "Open AI", "https://a"},
                new String[] {"seal", keys, "openai", "nowhere"},
                new String[] {"seal", keys, "openai", "https://a:0"},
                new String[] {"seal", privateKeys.toString(), "openai", "https://a"})) {
            assertThat(run(SECRET, wrong)).isEqualTo(1);
        }
        assertThat(run("\n", "seal", keys, "openai", "https://a")).isEqualTo(1);
        assertThat(run("x".repeat(70_000), "seal", keys, "openai", "https://a")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("not blank").doesNotContain(SECRET, "xxx");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private static SealBinding binding(String connection, String... targets) {
        List<URI> uris = new ArrayList<>();
        for (String target : targets) {
            uris.add(URI.create(target));
        }
        return SealBinding.of(connection, uris);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private int run(String in, String... arguments) throws InterruptedException {
        return SealingMain.run(
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
    }
}
