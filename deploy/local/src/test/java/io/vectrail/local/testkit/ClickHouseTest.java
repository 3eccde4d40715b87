package io.vectrail.local.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ClickHouseTest {
    private static final ClickHouse ENGINE = ClickHouse.start();

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void rowsSurviveAKillAndAnOrderlyStop() throws Exception {
        Http.post(ENGINE.url(), "CREATE TABLE rows (n UInt64) ENGINE = MergeTree ORDER BY n");
        Http.post(ENGINE.url(), "INSERT INTO rows SELECT number FROM numbers(1000)");
        ENGINE.kill();
        ENGINE.restart();
        assertThat(Http.post(ENGINE.url(), "SELECT count(), sum(n) FROM rows")).isEqualTo("1000\t499500");
        ENGINE.stop();
        ENGINE.restart();
        assertThat(Http.post(ENGINE.url(), "SELECT count(), sum(n) FROM rows")).isEqualTo("1000\t499500");
    }

    @Test
    void itsMemoryIsBoundedAndItKeepsNoLogTables() throws Exception {
        assertThat(Http.post(
                        ENGINE.url(),
                        "SELECT value FROM system.server_settings WHERE name = 'max_server_memory_usage'"))
                .isEqualTo(Long.toString(896L << 20));
        assertThat(Http.post(ENGINE.url(), "SELECT count() FROM system.tables WHERE name LIKE '%\\_log'"))
                .isEqualTo("0");
    }
}
