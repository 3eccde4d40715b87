package io.vectrail.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.replay.access.ViewingSettings;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.config.StrictYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration is read whole, or says in one line what to do. */
class ReplayConfigTest {

    private static final String WHOLE = """
            listen: { host: 127.0.0.1, port: 8090 }
            kafka: { bootstrap.servers: "127.0.0.1:9092", security.protocol: PLAINTEXT, ssl.key.password: "${env:SECRET}" }
            registry: { urls: ["http://127.0.0.1:8081/apis/ccompat/v7"] }
            topics: { partitions: 4, replicationFactor: 1 }
            issuers: [ { issuer: "http://127.0.0.1:8090/issuer", jwks: "http://127.0.0.1:8090/issuer/jwks", audience: vectrail } ]
            clickhouse: { url: "http://127.0.0.1:8123", database: vectrail, username: default, password: "${env:SECRET}" }
            localIssuer: { issuer: "http://127.0.0.1:8090/issuer", jwks: /data/issuer/jwks.json }
            roles: { auditor: [auditors], approver: [approvers], policy-admin: [policy-admins], viewer: [viewers] }
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aWholeOneIsReadAndItsSecretIsNotShown() throws IOException {
        ReplayConfig config = load(WHOLE);
        assertThat(config.clickhouse().password()).isEqualTo("hush");
        assertThat(config.toString()).doesNotContain("hush");
        assertThat(config.kafka()).containsEntry("security.protocol", "PLAINTEXT");
    }

    @Test
    void theLocalIssuerMayBeAbsentAndNothingElseMay() throws IOException {
        assertThat(load(without("localIssuer")).localIssuer()).isNull();
        for (String key : new String[] {"listen", "kafka", "registry", "topics", "issuers", "clickhouse", "roles"}) {
            assertThatThrownBy(() -> load(without(key)))
                    .as(key)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(key + " is missing");
        }
    }

    @Test
    void aDatabaseWhoseNameCouldBeSqlIsRefused() {
        assertThatThrownBy(() -> load(WHOLE.replace("database: vectrail", "database: \"x; DROP TABLE y\"")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("clickhouse.database");
    }

    @Test
    void reasonsForReadingTextsAreAskedForWhereThatIsSaid() throws IOException {
        assertThat(load(WHOLE).viewing()).isNull();
        ViewingSettings viewing =
                load(WHOLE + "viewing: { reason: required }\n").viewing();
        assertThat(viewing).isNotNull();
        assertThat(viewing.needsReason()).isTrue();
        assertThatThrownBy(() -> load(WHOLE + "viewing: {}\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none or required");
        assertThatThrownBy(() -> load(WHOLE + "viewing: { reason: sometimes }\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("viewing.reason");
    }

    private static String without(String key) {
        return WHOLE.lines().filter(line -> !line.startsWith(key + ":")).reduce("", (text, line) -> text + line + "\n");
    }

    private ReplayConfig load(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("replay.yaml"), text);
        return StrictYaml.load(file, ReplayConfig.class, Map.of("SECRET", "hush"));
    }
}
