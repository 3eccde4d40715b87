package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document is checked before it is applied. */
class CheckMainTest {

    private static final String DOCUMENT = """
            version: 1
            connections:
              - { name: a, provider: openai, target: "http://127.0.0.1:1", credential: none }
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void ofOneThatValidatesTheHashIsPrinted() throws IOException {
        assertThat(check(DOCUMENT)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).matches("[0-9a-f]{64}\n");
    }

    @Test
    void ofAnotherAllThatIsWrongIsPrintedALineEach() throws IOException {
        assertThat(check(DOCUMENT.replace("openai", "closedai")
                        + "policies:\n  - { name: b, detect: [NOTHING], action: block }\n"))
                .isEqualTo(1);
        String file = folder.resolve("gateway.yaml").toString();
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith(file + ":3: connections[0].provider: must be one of azure-openai, "),
                        second -> assertThat(second).startsWith(file + ":5: policies[0].detect[0]: names NOTHING, "));
    }

    private int check(String document) throws IOException {
        Path configuration = Files.writeString(folder.resolve("edge.yaml"), """
                edge: local
                listen: { host: 127.0.0.1, port: 0 }
                admin: { host: 127.0.0.1, port: 0 }
                data: %s
                kafka: { bootstrap.servers: "127.0.0.1:1" }
                registry: { urls: ["http://127.0.0.1:1"] }
                topics: { partitions: 1, replicationFactor: 1 }
                issuers:
                  - { issuer: "http://127.0.0.1:1", jwks: "http://127.0.0.1:1/jwks", audience: vectrail }
                allow: { hosts: ["127.0.0.1:*"], literalCredentials: false }
                """.formatted(folder));
        return CheckMain.run(
                configuration,
                Files.writeString(folder.resolve("gateway.yaml"), document),
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
