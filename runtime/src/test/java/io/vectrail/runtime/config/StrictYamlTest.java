package io.vectrail.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictYamlTest {

    @TempDir
    Path folder;

    record Inner(String name, @Nullable Integer count) {

        Inner {
            if (name.isBlank()) {
                throw new IllegalArgumentException("name is blank; give one");
            }
        }
    }

    record Outer(int port, ByteSize size, Duration pause, List<Inner> list, Map<String, String> free) {}

    private static final String GOOD = """
            port: 8080
            size: 64KiB
            pause: 200ms
            list:
              - name: first
                count: 3
            free: { any.key: "value" }
            """;

    @Test
    void aGoodFileBecomesARecord() throws IOException {
        Outer outer = load(GOOD, Map.of());
        assertThat(outer)
                .isEqualTo(new Outer(
                        8080,
                        new ByteSize(65536),
                        Duration.ofMillis(200),
                        List.of(new Inner("first", 3)),
                        Map.of("any.key", "value")));
    }

    @Test
    void everyValueMayComeFromTheEnvironmentOrAFile() throws IOException {
        Files.writeString(folder.resolve("secret"), "from-file\n");
        Outer outer = load(
                GOOD.replace("8080", "${env:PORT}").replace("value", "a-${file:" + folder.resolve("secret") + "}-b"),
                Map.of("PORT", "9"));
        assertThat(outer.port()).isEqualTo(9);
        assertThat(outer.free()).containsEntry("any.key", "a-from-file-b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    port: 8080   | prot: 8080         | c.yaml:1: prot: unknown key; known here: free, list, pause, port, size
                    port: 8080   | port: many         | c.yaml:1: port
                    size: 64KiB  | size: 64kilo       | c.yaml:2: size
                    pause: 200ms  | pause: soon         | c.yaml:3: pause
                    name: first  | name: ' '          | c.yaml:5: list[0]: name is blank; give one
                    count: 3     | cuont: 3           | c.yaml:6: list[0].cuont: unknown key; known here: count, name
                    8080         | ${env:NONE}        | the environment has no variable NONE
                    8080         | ${file:/no/such}   | cannot be read
                    8080         | ${sys:x}           | is neither
                    name: first  | name: *first        | c.yaml:5: list[0].name: an alias is not followed; write the value out
            any.key: "value"                    | any.key: ~                          | free.any.key: has no value
            """)
    void whatIsWrongIsNamedWithFileLineAndKey(String part, String wrong, String error) {
        assertThatThrownBy(() -> load(GOOD.replace(part, wrong), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(error);
    }

    /** A value in the wrong place may be a secret, and errors are logged and shown. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "port: HUSH",
                "size: HUSH",
                "pause: HUSH",
                "list: HUSH",
                "list: [HUSH]",
                "list: [{name: a, count: HUSH}]",
                "free: HUSH",
                "free: {a: [HUSH]}",
                "port: *HUSH",
                "port: 'HUSH",
                "port: \"HUSH",
                "port: @HUSH",
                "port: `HUSH",
                "port: !HUSH x",
                "port: !!HUSH x",
                "port: HUSH: 1",
                "port: [HUSH",
                "port: {HUSH",
                "port: &HUSH",
                "port: |HUSH",
                "port: %HUSH",
                "%HUSH",
                "HUSH",
                "- HUSH",
                "port: \"\\HUSH\""
            })
    void anErrorNeverQuotesAValue(String line) {
        assertThatThrownBy(() -> StrictYaml.read("c.yaml", line, Outer.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("c.yaml")
                .hasMessageNotContaining("HUSH")
                .hasNoCause();
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() {
        assertThatThrownBy(() -> load(GOOD + "port: 1\n", Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("uplicate")
                .hasMessageContaining("port");
    }

    @Test
    void anEmptyOrMissingFileSaysSo() {
        assertThatThrownBy(() -> load("", Map.of())).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> StrictYaml.load(folder.resolve("none"), Outer.class, Map.of()))
                .hasMessageContaining("no such file");
    }

    private Outer load(String text, Map<String, String> environment) throws IOException {
        Path file = folder.resolve("c.yaml");
        Files.writeString(file, text);
        return StrictYaml.load(file, Outer.class, environment);
    }
}
