package io.vectrail.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.PayloadChunk;
import io.vectrail.event.Side;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.LocalIssuer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest batch that a provider takes, answered as JSON numbers: 2,048 vectors, some 40 MB, in 256 MB of heap. */
@Tag("heavy")
class LargeBodyTest {

    private static final Engines ENGINES = Engines.shared();
    private static final int INPUTS = 2_048;
    private static final int DIMENSIONS = 1_536;

    @Test
    void theLargestBatchIsArchivedInTheMemoryOfTheEmbeddedPlatform(@TempDir Path folder) throws Exception {
        String subject = "large-" + UUID.randomUUID();
        String database = "t_" + UUID.randomUUID().toString().replace('-', '_');
        byte[] body = response();
        String[] texts = new String[INPUTS];
        Arrays.setAll(texts, i -> "text number " + i);
        AuditExchange exchange = publish(subject, texts, body);
        AuditExchange second = publish(subject, texts, body);

        try (LocalIssuer issuer = LocalIssuer.create(folder.resolve("issuer"))) {
            Path config = Files.writeString(folder.resolve("replay.yaml"), ServiceProcess.config(issuer, database));
            Process process = ServiceProcess.start(config, folder.resolve("log"));
            Awaitility.await("both are archived, and the program lives")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> {
                        assertThat(process.isAlive()).as("the program is alive").isTrue();
                        return ServiceProcess.number("SELECT count() FROM " + database + ".exchanges WHERE subject = '"
                                        + subject + "'")
                                == 2;
                    });
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        for (AuditExchange each : new AuditExchange[] {exchange, second}) {
            assertThat(ServiceProcess.number("SELECT countIf(length(vector) = " + DIMENSIONS + ") FROM " + database
                            + ".inputs WHERE exchange = '" + each.getId() + "'"))
                    .isEqualTo(INPUTS);
            assertThat(ServiceProcess.number("SELECT sum(length(bytes)) FROM " + database + ".bodies WHERE exchange = '"
                            + each.getId() + "' AND side = 'RESPONSE'"))
                    .isEqualTo(body.length);
        }
    }

    private static AuditExchange publish(String subject, String[] texts, byte[] body) {
        AuditExchange exchange = Samples.exchange(subject, Samples.NOON, texts);
        int count = (body.length + Topics.CHUNK_BYTES - 1) / Topics.CHUNK_BYTES;
        for (int i = 0; i < count; i++) {
            byte[] part = Arrays.copyOfRange(
                    body, i * Topics.CHUNK_BYTES, Math.min(body.length, (i + 1) * Topics.CHUNK_BYTES));
            ENGINES.publish(
                    subject, new PayloadChunk(exchange.getId(), Side.RESPONSE, i, count, ByteBuffer.wrap(part)));
        }
        var recorded = Objects.requireNonNull(exchange.getResponse()).getBody();
        recorded.setContent(null);
        recorded.setChunks(count);
        recorded.setSize(body.length);
        ENGINES.publish(exchange);
        return exchange;
    }

    private static byte[] response() {
        StringBuilder json = new StringBuilder(48 << 20).append("{\"object\":\"list\",\"data\":[");
        for (int i = 0; i < INPUTS; i++) {
            json.append(i == 0 ? "" : ",").append("{\"index\":").append(i).append(",\"embedding\":[");
            for (int d = 0; d < DIMENSIONS; d++) {
                json.append(d == 0 ? "" : ",").append("0.0").append(1_234_567 + i + d);
            }
            json.append("]}");
        }
        return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }
}
