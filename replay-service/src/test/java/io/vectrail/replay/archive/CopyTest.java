package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Answers that go on as they come: whole, or known not to be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CopyTest {

    private Database database;

    @BeforeAll
    void start() {
        database = new Database();
    }

    @AfterAll
    void stop() {
        database.close();
    }

    private void copy(String sql, OutputStream target) throws IOException {
        database.clickHouse().copy(UUID.randomUUID().toString(), sql, Map.of(), "JSONEachRow", target);
    }

    @Test
    void allRowsCome() throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        copy("SELECT number FROM numbers(300000)", target);
        String text = target.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(300_000);
        assertThat(text).startsWith("{\"number\":0}\n").endsWith("{\"number\":299999}\n");
    }

    @Test
    void whatFailsInTheMiddleIsNotTakenForAll() {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        assertThatThrownBy(() -> copy(
                        "SELECT number, throwIf(number = 3000000) FROM numbers(5000000) SETTINGS max_threads = 1",
                        target))
                .isInstanceOf(ArchiveException.class);
        assertThat(target.size()).isPositive();
    }

    @Test
    void whereTheTargetFailsThatIsTold() {
        OutputStream full = new OutputStream() {

            @Override
            public void write(int value) throws IOException {
                throw new IOException("no room");
            }
        };
        String id = UUID.randomUUID().toString();
        assertThatThrownBy(() -> database.clickHouse()
                        .copy(id, "SELECT number FROM system.numbers", Map.of(), "JSONEachRow", full))
                .isInstanceOf(IOException.class)
                .hasMessage("no room");
        Awaitility.await("the server has stopped, too")
                .atMost(Duration.ofSeconds(20))
                .until(() -> database.lines(
                                "SELECT query_id AS line FROM system.processes WHERE query_id = '" + id + "'")
                        .isEmpty());
    }
}
