package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.replay.Engines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever lost a partition stores nothing of it, whatever it believes and however long it slept. */
class ClaimsTest {

    private static final TopicPartition A = new TopicPartition("topic", 0);
    private static final TopicPartition B = new TopicPartition("topic", 1);

    private final ClickHouse clickHouse = new ClickHouse(new ClickHouseSettings(
            URI.create(Engines.clickHouseUrl()),
            "t_" + UUID.randomUUID().toString().replace('-', '_'),
            "default",
            "",
            Map.of()));
    private final Claims first = new Claims(clickHouse);
    private final Claims second = new Claims(clickHouse);

    @BeforeEach
    void create() {
        new Migrations(clickHouse).apply();
        clickHouse.execute("CREATE TABLE kept (value String) ENGINE = MergeTree ORDER BY value", false);
    }

    @AfterEach
    void close() {
        clickHouse.close();
    }

    @Test
    void oneThatLostAnyPartitionOfABatchStoresNothingOfIt() {
        first.take(List.of(A, B));
        insert(first, List.of(A, B));
        second.take(List.of(B));

        assertThatThrownBy(() -> insert(first, List.of(A, B))).isInstanceOf(FencedException.class);
        assertThatThrownBy(() -> insert(first, List.of(B))).isInstanceOf(FencedException.class);
        insert(first, List.of(A));
        insert(second, List.of(B));
        assertThat(kept()).isEqualTo(3);

        first.take(List.of(B));
        insert(first, List.of(A, B));
        assertThatThrownBy(() -> insert(second, List.of(B))).isInstanceOf(FencedException.class);
        assertThat(kept()).isEqualTo(4);
    }

    @Test
    void partitionsOfOneNumberInTwoTopicsAreTwo() {
        TopicPartition other = new TopicPartition("other", 0);
        first.take(List.of(A));
        first.take(List.of(other));
        insert(first, List.of(A, other));
        second.take(List.of(other));

        assertThatThrownBy(() -> insert(first, List.of(A, other))).isInstanceOf(FencedException.class);
        insert(first, List.of(A));
        insert(second, List.of(other));
        first.take(List.of(B));
        assertThatThrownBy(() -> insert(first, List.of(A, B, other))).isInstanceOf(FencedException.class);
        insert(first, List.of(A, B));
        assertThat(kept()).isEqualTo(4);
    }

    @Test
    void claimsThatAreMergedStayWhatTheyWere() {
        first.take(List.of(A));
        second.take(List.of(A));
        clickHouse.execute("OPTIMIZE TABLE claims FINAL", false);

        insert(second, List.of(A));
        assertThatThrownBy(() -> insert(first, List.of(A))).isInstanceOf(FencedException.class);
    }

    @Test
    void withoutAClaimNothingIsAsked() {
        assertThatThrownBy(() -> first.condition(List.of(A))).isInstanceOf(FencedException.class);
        first.take(List.of(A));
        first.leave(List.of(A));
        assertThatThrownBy(() -> first.condition(List.of(A))).isInstanceOf(FencedException.class);
    }

    @Test
    void anInsertThatBeganUnderTheEarlierClaimIsWaitedFor() throws Exception {
        first.take(List.of(A));
        try (Slow slow = new Slow(first)) {
            CompletableFuture<Void> taken = CompletableFuture.runAsync(() -> second.take(List.of(A)));
            Awaitility.await("the later claim is written")
                    .atMost(ArchiveRun.PATIENCE)
                    .until(() -> clickHouse
                                    .query(
                                            "SELECT uniqExact(claim) AS n FROM claims",
                                            Map.of(),
                                            row -> row.longNumber("n"))
                                    .getFirst()
                            == 2);
            assertThat(taken)
                    .as("nobody looks at what is stored while it may grow")
                    .isNotDone();
            slow.row();
            assertThat(slow.end()).contains("200");
            taken.get(60, TimeUnit.SECONDS);
        }

        assertThat(kept()).as("what was under way is there when the claim is").isEqualTo(2);
        assertThatThrownBy(() -> insert(first, List.of(A))).isInstanceOf(FencedException.class);
    }

    @Test
    void anInsertWhoseSenderIsKilledInTheMiddleLeavesNothing() throws IOException {
        first.take(List.of(A));
        Slow slow = new Slow(first);
        slow.row();
        slow.close();

        second.take(List.of(A));
        assertThat(kept()).isZero();
    }

    private void insert(Claims claims, List<TopicPartition> partitions) {
        Block rows = new Block(List.of("value"));
        rows.column(0).text("row");
        rows.endRow();
        clickHouse.insertIf(
                claims.condition(partitions), "kept", ArchiveWriter.queryPrefix(clickHouse) + UUID.randomUUID(), rows);
    }

    private long running() {
        return clickHouse
                .query(
                        "SELECT count() AS n FROM system.processes WHERE startsWith(query_id, {prefix:String})",
                        Map.of("prefix", ArchiveWriter.queryPrefix(clickHouse)),
                        row -> row.longNumber("n"))
                .getFirst();
    }

    private long kept() {
        return clickHouse
                .query("SELECT count() AS n FROM kept", Map.of(), row -> row.longNumber("n"))
                .getFirst();
    }

    /** An insert of two rows, each of which is sent when the test says so. */
    private final class Slow implements AutoCloseable {

        private final Socket socket;

        Slow(Claims claims) throws IOException {
            String sql = "INSERT INTO kept (value) SELECT * FROM input() WHERE " + claims.condition(List.of(A))
                    + " FORMAT RowBinary";
            String path = "/?database=" + clickHouse.database() + "&query_id=" + ArchiveWriter.queryPrefix(clickHouse)
                    + UUID.randomUUID() + "&query=" + URLEncoder.encode(sql, StandardCharsets.UTF_8);
            URI server = URI.create(Engines.clickHouseUrl());
            socket = new Socket(server.getHost(), server.getPort());
            socket.setSoTimeout(60_000);
            send("POST " + path + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            // The server looks for the end of the statement in the first 256 KiB before it runs anything.
            send("493e3\r\n\u00e0\u00a7\u0012" + "x".repeat(300_000) + "\r\n");
            Awaitility.await("the server runs the insert")
                    .atMost(ArchiveRun.PATIENCE)
                    .until(() -> running() == 1);
        }

        void row() throws IOException {
            send("2\r\n\u0001x\r\n");
        }

        /** The status line of the answer. */
        String end() throws IOException {
            send("0\r\n\r\n");
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
        }

        private void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
