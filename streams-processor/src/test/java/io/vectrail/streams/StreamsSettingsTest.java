package io.vectrail.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.config.StrictYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsSettingsTest {

    private static final String GOOD = """
            admin: { host: 127.0.0.1, port: 0 }
            data: /var/lib/vectrail
            kafka: { bootstrap.servers: "127.0.0.1:9", security.protocol: PLAINTEXT }
            registry: { urls: ["http://127.0.0.1:9/apis/ccompat/v7"] }
            topics: { partitions: 4, replicationFactor: 3 }
            """;

    @Test
    void kafkasOwnSettingsPassThroughAndPromisesStay() {
        StreamsSettings settings = read(GOOD + "streams: { num.stream.threads: 3, commit.interval.ms: 50 }\n");
        StreamsConfig config = StreamsProperties.of(settings);
        assertThat(config.getInt("num.stream.threads")).isEqualTo(3);
        assertThat(config.getLong("commit.interval.ms")).isEqualTo(50);
        assertThat(config.getString("processing.guarantee")).isEqualTo("exactly_once_v2");
        assertThat(config.getString("application.id")).isEqualTo("vectrail-sessions");
        assertThat(config.getInt("replication.factor")).isEqualTo(3);
        assertThat(config.originals()).containsEntry("security.protocol", "PLAINTEXT");
        assertThat(config.getMainConsumerConfigs("g", "c", 1))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("session.timeout.ms", 10_000);
    }

    @Test
    void aSettingForAllClientsIsNotOutrankedByADefaultForOne() {
        StreamsSettings settings =
                read(GOOD + "streams: { max.poll.records: 7, consumer.session.timeout.ms: 9000, linger.ms: 1 }\n");
        StreamsConfig config = StreamsProperties.of(settings);
        assertThat(config.getMainConsumerConfigs("g", "c", 1))
                .containsEntry("max.poll.records", "7")
                .containsEntry("session.timeout.ms", "9000");
        assertThat(config.getProducerConfigs("p")).containsEntry("linger.ms", "1");
    }

    @Test
    void theLeastThatIsNeededIsEnough() {
        assertThat(read(GOOD).streamsOrNone()).isEmpty();
    }

    @Test
    void aSettingThatWouldBreakAPromiseIsRefusedByName() {
        assertThatThrownBy(() -> read(GOOD + "streams: { processing.guarantee: at_least_once }\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("streams.processing.guarantee cannot be set");
    }

    @Test
    void unknownMissingAndWrongKeysAreNamed() {
        assertThatThrownBy(() -> read(GOOD + "retries: 3\n")).hasMessageContaining("retries: unknown key");
        assertThatThrownBy(() -> read(GOOD.replace("data: /var/lib/vectrail\n", "")))
                .hasMessageContaining("data is missing");
        assertThatThrownBy(() -> read(GOOD.replace("bootstrap.servers", "bootstrap.server")))
                .hasMessageContaining("kafka.bootstrap.servers is missing");
        assertThatThrownBy(() -> read(GOOD + "streams: { num.stream.threads: ~ }\n"))
                .hasMessageContaining("streams.num.stream.threads: has no value");
        assertThatThrownBy(() -> StreamsProperties.of(read(GOOD + "streams: { num.stream.threads: many }\n")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("num.stream.threads");
    }

    @Test
    void secretsInClientSettingsAreNotPrinted() {
        assertThat(read(GOOD.replace("security.protocol: PLAINTEXT", "sasl.jaas.config: hunter2")))
                .asString()
                .doesNotContain("hunter2");
    }

    @Test
    void aDataFolderIsMadeOrRefused(@TempDir Path folder) throws Exception {
        DataFolder.make(folder.resolve("new/data"));
        assertThat(folder.resolve("new/data")).isDirectory();
        Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> DataFolder.make(folder.resolve("file")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be written");
    }

    private static StreamsSettings read(String yaml) {
        return StrictYaml.read("streams.yaml", yaml, StreamsSettings.class);
    }
}
