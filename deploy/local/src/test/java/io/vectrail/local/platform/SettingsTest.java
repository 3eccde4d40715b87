package io.vectrail.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void withoutAnySettingTheDocumentedPortsAndTheCheckoutsFolderAreUsed() {
        Settings settings = Settings.of(Map.of("PATH", "/bin"), folder);
        assertThat(settings.port(Port.EDGE)).isEqualTo(8080);
        assertThat(settings.port(Port.EDGE_ADMIN)).isEqualTo(9080);
        assertThat(settings.port(Port.STREAMS_ADMIN)).isEqualTo(9081);
        assertThat(settings.port(Port.REPLAY)).isEqualTo(8090);
        assertThat(settings.port(Port.KAFKA)).isEqualTo(9092);
        assertThat(settings.port(Port.REGISTRY)).isEqualTo(8081);
        assertThat(settings.port(Port.CLICKHOUSE)).isEqualTo(8123);
        assertThat(settings.port(Port.UPSTREAM)).isEqualTo(8099);
        assertThat(settings.home().folder()).isEqualTo(folder.resolve(".vectrail"));
    }

    @Test
    void credentialsForTheEdgeAndTheTokenForTheCommandLineAreKnown() {
        Settings settings = Settings.of(
                Map.of("VECTRAIL_CREDENTIAL_OPENAI", "key", "VECTRAIL_TOKEN", "token", "VECTRAIL_EDGE_PORT", " 18080 "),
                folder);
        assertThat(settings.credentials()).containsOnlyKeys("VECTRAIL_CREDENTIAL_OPENAI");
        assertThat(settings.port(Port.EDGE)).isEqualTo(18080);
    }

    @ParameterizedTest
    @CsvSource({
        "VECTRAIL_EDGE_PROT, 8080, VECTRAIL_EDGE_PROT is not known",
        "VECTRAIL_EDGE_PORT, http, VECTRAIL_EDGE_PORT is \"http\"",
        "VECTRAIL_EDGE_PORT, 0, VECTRAIL_EDGE_PORT is 0",
        "VECTRAIL_EDGE_PORT, 65536, from 1 to 65535",
        "VECTRAIL_EDGE_PORT, 9092, VECTRAIL_KAFKA_PORT and VECTRAIL_EDGE_PORT are both 9092",
        "VECTRAIL_HOME, /tmp/with:colon, VECTRAIL_HOME",
    })
    void whatIsNotPossibleIsRefusedByName(String name, String value, String message) {
        assertThatThrownBy(() -> Settings.of(Map.of(name, value), folder))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void thePortsOfTheLastStartAreRemembered() throws Exception {
        Settings first = Settings.of(Map.of("VECTRAIL_REPLAY_PORT", "18090"), folder);
        assertThat(first.lastStarted()).isEmpty();
        Files.createDirectories(folder.resolve(".vectrail/run"));
        first.rememberStarted();
        assertThat(Settings.of(Map.of(), folder).lastStarted().orElseThrow().port(Port.REPLAY))
                .isEqualTo(18090);
    }
}
