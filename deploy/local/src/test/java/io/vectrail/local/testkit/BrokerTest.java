package io.vectrail.local.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.local.process.Health.Healthy;
import io.vectrail.local.process.Health.Unhealthy;
import io.vectrail.local.process.Probe;
import org.junit.jupiter.api.Test;

class BrokerTest {
    @Test
    void aKilledBrokerAnswersAgainAfterARestartOnTheSamePort() {
        try (Broker broker = Broker.start()) {
            Probe probe = Probe.kafka(port(broker));
            assertThat(probe.look()).isEqualTo(new Healthy());
            broker.kill();
            assertThat(probe.look()).isInstanceOf(Unhealthy.class);
            broker.restart();
            assertThat(probe.look()).isEqualTo(new Healthy());
        }
    }

    private static int port(Broker broker) {
        return Integer.parseInt(broker.bootstrap().substring("127.0.0.1:".length()));
    }
}
