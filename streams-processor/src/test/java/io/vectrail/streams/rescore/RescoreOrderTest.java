package io.vectrail.streams.rescore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.runtime.config.ConfigurationException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RescoreOrderTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void saysSinceWhenUnderWhichName() {
        RescoreOrder order = of("lower-weights", "2026-06-01T12:00:00Z");

        assertThat(order.version()).isEqualTo("lower-weights");
        assertThat(order.from()).isEqualTo(NOON.instant());
        assertThat(order.document()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    again, 2026-06-01T12:00:00.001Z, --from: lies ahead
                    again, 2030-01-01T00:00:00Z, --from: lies ahead
                    again, yesterday, --from: must be a time
                    ../again, 2026-05-01T00:00:00Z, --version: a version must be
                    """)
    void whatCannotBeIsRefusedBeforeItsNameIsUsedUp(String name, String from, String message) {
        assertThatThrownBy(() -> of(name, from))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    private static RescoreOrder of(String name, String from) {
        return RescoreOrder.of(NOON, "--config", "streams.yaml", "--version", name, "--from", from);
    }
}
