package io.vectrail.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.sealing.KeysetFiles;
import io.vectrail.runtime.sealing.SealBinding;
import io.vectrail.runtime.sealing.Sealer;
import io.vectrail.runtime.sealing.SealingSettings;
import io.vectrail.runtime.sealing.Unsealer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How credentials are written in a document, and what does not validate. */
class DocumentCredentialsTest {

    private static final String TARGET = "https://api.example.com";

    @TempDir
    Path folder;

    private Path privateKeys;
    private Path publicKeys;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("credentials")).resolve("a"), "hush-file");
        privateKeys = folder.resolve("private.json");
        publicKeys = folder.resolve("public.json");
        KeysetFiles.ensure(privateKeys, publicKeys);
    }

    @Test
    void severalEachHaveTheirValidityAndAName() {
        Credentials credentials = read("""
                credentials:
                  - { value: "${env:VECTRAIL_CREDENTIAL_A}", until: 2026-12-01T00:00:00Z, name: autumn }
                  - { value: "${file:a}", from: 2026-11-01T00:00:00+01:00 }
                """);
        assertThat(shown(credentials, "2026-10-31T22:59:59Z")).isEqualTo("autumn");
        assertThat(shown(credentials, "2026-10-31T23:00:00Z")).isEqualTo("2");
        assertThat(credentials.known()).containsExactlyInAnyOrder(new ApiKey("hush-variable"), new ApiKey("hush-file"));
        assertThat(credentials.files()).hasSize(1);
    }

    @Test
    void noneIsWrittenOutAndMeansNone() {
        assertThat(read("credential: none").needed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    models: []                                                                   | doc.yaml:3: connections[0]: needs either
                    credential: none\\ncredentials: [{value: x}]                                  | needs either
                    credentials: []                                                              | must list 1 to 8
                    credentials: hush                                                            | connections[0].credentials: must be a list
                    credentials: [hush]                                                          | credentials[0]: must be a block
                    credentials: [{value: [hush]}]                                               | credentials[0].value: must be one value
                    credentials: [{name: a}]                                                     |  doc.yaml:6: connections[0].credentials[0].value: a credential needs a value
                    credentials: [{value: none}]                                                 | credentials[0].value: none stands alone
                    credentials: [{value: None}]                                                 | credentials[0].value: none stands alone
                    credential: None                                                             | connections[0].credential: that a provider asks for none is written none
                    credential: NONE                                                             | connections[0].credential: that a provider asks for none is written none
                    credential: " none"                                                          | connections[0].credential: that a provider asks for none is written none
                    credentials: [{value: "${file:a}", from: hush}]                              | credentials[0].from: must be a time
                    credentials: [{value: "${file:a}", until: 2026}]                             | credentials[0].until: must be a time
                    credentials: [{value: "${file:a}", from: 2026-11-02T00:00:00Z, until: 2026-11-01T00:00:00Z}] | credentials[0]: from must be before until
                    credentials: [{value: "${file:a}", name: "hush hush"}]                       | credentials[0].name: a credential's name must be
                    credentials: [{value: "${file:a}", name: b}, {value: "${file:a}", name: b}]  | credentials[1].name: the name b stands twice
                    credentials: [{value: "${file:a}", name: "2"}, {value: "${file:a}"}]         | credentials[1].name: the name 2 stands twice
                    credentials: [{value: "${file:a}", begin: hush}]                             | connections[0].credentials[0].begin: unknown key
                    credentials: [{value: hush}]                                                 | credentials[0].value: may not stand in the document
                    credential: x${file:a}                                                       | connections[0].credential: must be ${env:NAME} or ${file:PATH}, whole
                    credential: ${file:b}                                                        | cannot be read
                    credential: sealed:hush                                                      | does not open
                    credential: sealed:%hush                                                     | must be sealed: and what
                    """)
    void whatIsWrongIsSaidWithoutQuotingIt(String lines, String error) {
        assertThatThrownBy(() -> read(lines.replace("\\n", "\n")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("doc.yaml")
                .hasMessageContaining(error)
                .hasMessageNotContaining("hush");
    }

    @Test
    void moreThanEightAreRefused() {
        assertThatThrownBy(() -> read("credentials: [" + "{value: \"${file:a}\"},".repeat(9) + "]"))
                .hasMessageContaining("must list 1 to 8");
    }

    @Test
    void aSealedOneOpensInItsPlace() {
        assertThat(read("credential: " + sealed("openai", TARGET)).known()).containsExactly(new ApiKey("hush-sealed"));
        assertThat(read("credentials: [{value: '" + sealed("openai", TARGET) + "', from: 2026-11-01T00:00:00Z}]")
                        .known())
                .containsExactly(new ApiKey("hush-sealed"));
    }

    @Test
    void aSealedOneOfAnotherConnectionOrTargetDoesNotValidate() {
        for (String elsewhere : List.of(
                sealed("other", TARGET),
                sealed("openai", "https://b.example.com"),
                sealed("openai", "http://api.example.com"))) {
            assertThatThrownBy(() -> read("credential: " + elsewhere))
                    .hasMessageContaining("connections[0].credential: ", "connection or target than openai")
                    .hasMessageContaining("https://api.example.com:443")
                    .hasMessageNotContaining(elsewhere.substring(7, 30))
                    .hasMessageNotContaining("hush");
        }
    }

    @Test
    void withoutAKeysetASealedOneDoesNotValidateAndItIsSaidWhatToSet() {
        assertThatThrownBy(() -> read("credential: " + sealed("openai", TARGET), null))
                .hasMessageContaining("set sealing.keyset");
    }

    private String sealed(String connection, String target) {
        return Sealer.with(new SealingSettings(publicKeys))
                .seal("hush-sealed\n", SealBinding.of(connection, List.of(URI.create(target))));
    }

    private static @Nullable String shown(Credentials credentials, String now) {
        DatedCredential chosen = credentials.at(Instant.parse(now).toEpochMilli());
        return chosen == null ? null : chosen.name();
    }

    private Credentials read(String lines) {
        return read(lines, Unsealer.with(new SealingSettings(privateKeys)));
    }

    private Credentials read(String lines, @Nullable Unsealer unsealer) {
        AllowList allow =
                new AllowList(List.of("*.example.com:*"), "VECTRAIL_CREDENTIAL_", folder.resolve("credentials"), false);
        String document = """
                version: 1
                connections:
                  - name: openai
                    provider: openai
                    target: https://API.example.com/prefix
                """ + lines.indent(4);
        return Objects.requireNonNull(
                        new DocumentReader(allow, Map.of("VECTRAIL_CREDENTIAL_A", "hush-variable"), unsealer, null)
                                .read("doc.yaml", document.getBytes())
                                .connection("openai"))
                .credentials();
    }
}
