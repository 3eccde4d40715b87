package io.vectrail.local.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegistryTest {
    @Test
    void aSchemaThatWasRegisteredJustBeforeAKillIsThereAfterwardsUnderItsId() throws Exception {
        try (Registry registry = Registry.start()) {
            String answer = Http.post(
                    registry.url() + "/subjects/example-value/versions",
                    "{\"schema\": \"{\\\"type\\\": \\\"string\\\"}\"}");
            registry.kill();
            registry.restart();
            String id = answer.replaceAll("\\D", "");
            assertThat(Http.get(registry.url() + "/subjects")).contains("example-value");
            assertThat(Http.get(registry.url() + "/schemas/ids/" + id)).contains("string");
        }
    }
}
