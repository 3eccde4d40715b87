package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.PayloadChunk;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.Side;
import io.vectrail.event.Topics;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import io.vectrail.replay.archive.StoredBodies.BodyKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is read of bodies, and kept of them: plain, encoded, in chunks, forged, too large to be read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IngestedBodiesTest {

    private static final Engines ENGINES = Engines.shared();

    private final ArchiveRun run = new ArchiveRun(ENGINES);

    @BeforeAll
    void start() {
        run.start();
    }

    @AfterAll
    void stop() {
        run.close();
    }

    @Test
    void aBodyThatTheCodecCannotReadLeavesTheExchangeFoundByItsMetadata() {
        AuditExchange exchange = Samples.exchange(subject(), Samples.NOON, "text");
        exchange.getRequest().setBody(Samples.inline("{\"input\": [[[".getBytes(StandardCharsets.UTF_8)));
        AuditExchange unknown = Samples.exchange(subject(), Samples.NOON, "text");
        unknown.setProvider("a provider of a later version");
        ENGINES.publish(exchange);
        run.awaitArchived(ENGINES.publish(unknown));
        awaitStored(exchange);

        assertThat(run.count("bodies", exchange.getId())).isEqualTo(2);
        assertThat(run.texts(exchange)).as("the vector stays, without its text").containsExactly("");
        assertThat(run.texts(unknown)).isEmpty();
    }

    @Test
    void aBodyIsReadThroughItsContentEncodingAndStoredInIt() {
        AuditExchange exchange = Samples.exchange(subject(), Samples.NOON, "zipped");
        byte[] zipped = gzip(Samples.requestBody("zipped"));
        RecordedBody body = Samples.inline(zipped);
        body.setContentEncoding("gzip");
        exchange.getRequest().setBody(body);
        RecordMetadata own = ENGINES.publish(exchange);
        run.awaitArchived(own);

        assertThat(run.texts(exchange)).containsExactly("zipped");
        BodyKey key = new BodyKey(exchange.getId(), Side.REQUEST, own.partition(), own.offset());
        assertThat(new StoredBodies(run.clickHouse()).part(key, 0)).isEqualTo(zipped);
    }

    @Test
    void aBodyInChunksIsReadAndStoredWhole() {
        String subject = subject();
        Samples.Chunked chunked = Samples.chunked(subject, Samples.NOON, 40, "one of many chunks", "another");
        chunked.chunks().forEach(chunk -> ENGINES.publish(subject, chunk));
        run.awaitArchived(ENGINES.publish(chunked.exchange()));

        assertThat(run.texts(chunked.exchange())).containsExactly("one of many chunks", "another");
        assertThat(run.count("bodies", chunked.exchange().getId()))
                .isEqualTo(chunked.chunks().size());
    }

    @Test
    void chunksThatSomebodyElseAddsDoNotChangeABody() {
        String subject = subject();
        Samples.Chunked chunked = Samples.chunked(subject, Samples.NOON, 40, "its own text");
        String id = chunked.exchange().getId();
        chunked.chunks().forEach(chunk -> ENGINES.publish(subject, chunk));
        byte[] forged = "forged, and longer than any of its own chunks is".getBytes(StandardCharsets.UTF_8);
        int count = chunked.exchange().getRequest().getBody().getChunks();
        for (int index : new int[] {0, count - 1, count, count + 5}) {
            PayloadChunk chunk = new PayloadChunk(id, Side.REQUEST, index, count + 6, ByteBuffer.wrap(forged));
            for (int partition = 0; partition < 2; partition++) {
                ENGINES.publish(Topics.PAYLOADS.name(), partition, subject, ENGINES.framed(chunk));
            }
        }
        RecordMetadata own = ENGINES.publish(chunked.exchange());
        run.awaitArchived(own);

        assertThat(run.texts(chunked.exchange())).containsExactly("its own text");
        AuditExchange other = Samples.exchange(subject, Samples.NOON, "of the same id");
        other.setId(id);
        run.awaitArchived(ENGINES.publish(other));
        StoredBodies bodies = new StoredBodies(run.clickHouse());
        BodyKey key = new BodyKey(id, Side.REQUEST, own.partition(), own.offset());
        assertThat(bodies.parts(key, count))
                .hasValueSatisfying(parts -> assertThat(parts.total())
                        .isEqualTo(chunked.exchange().getRequest().getBody().getSize()));
        assertThat(bodies.part(key, 0))
                .isEqualTo(ExchangeTable.bytes(chunked.chunks().getFirst().getContent()));
    }

    @Test
    void aBodyWhoseNumbersTakeMoreThanItsBytesIsStoredWithoutItsVectors() {
        AuditExchange exchange = Samples.exchange(subject(), Samples.NOON, "small numbers");
        // Each number has two bytes here and four in memory.
        String vector = "{\"embedding\":[" + "0,".repeat(64_999) + "0]},";
        long vectors = Contents.MOST_BYTES / 3 / vector.length() + 1;
        RecordedBody zipped = zipped("{\"data\":[", vector, vectors, "{\"embedding\":[0]}]}");
        Objects.requireNonNull(exchange.getResponse()).setBody(zipped);
        run.awaitArchived(ENGINES.publish(exchange));

        assertThat(run.count("bodies", exchange.getId())).isEqualTo(2);
        assertThat(run.texts(exchange)).containsExactly("small numbers");
    }

    @Test
    void aTextThatWouldNotFitIntoTheHeapWhileItIsReadIsStoredUnread() {
        AuditExchange exchange = Samples.exchange(subject(), Samples.NOON, "replaced");
        String piece = "a".repeat(1 << 20);
        long pieces = Contents.MOST_BYTES / piece.length() / 4;
        RecordedBody zipped = zipped("{\"model\":\"m\",\"input\":\"", piece, pieces, "\"}");
        exchange.getRequest().setBody(zipped);
        run.awaitArchived(ENGINES.publish(exchange));

        assertThat(run.count("bodies", exchange.getId())).isEqualTo(2);
        assertThat(run.texts(exchange)).containsExactly("");
    }

    @Test
    void aRequestWithMoreTextsThanAnyGatewayForwardsIsStoredUnread() {
        AuditExchange most = archived("most", EmbeddingRequest.MOST_INPUTS);
        AuditExchange more = archived("more", EmbeddingRequest.MOST_INPUTS + 1);

        assertThat(run.count("inputs", most.getId())).isEqualTo(EmbeddingRequest.MOST_INPUTS);
        assertThat(run.count("exchanges", more.getId())).isEqualTo(1);
        // The vector of its answer, and none of its texts.
        assertThat(run.texts(more)).containsExactly("");
    }

    private AuditExchange archived(String name, int texts) {
        AuditExchange exchange = Samples.exchange(subject(), Samples.NOON, name);
        String body = "{\"model\":\"m\",\"input\":[" + "\"\",".repeat(texts - 1) + "\"\"]}";
        exchange.getRequest().setBody(Samples.inline(body.getBytes(StandardCharsets.UTF_8)));
        run.awaitArchived(ENGINES.publish(exchange));
        return exchange;
    }

    @Test
    void aPathOfAnyLengthHoldsNothingUp() {
        AuditExchange exchange = Samples.exchange(subject(), Samples.NOON, "unread");
        exchange.setProvider("bedrock");
        exchange.getRequest().setPath("/model/" + "a".repeat(60_000) + "/invoke");
        run.awaitArchived(ENGINES.publish(exchange));

        assertThat(run.texts(exchange)).isEmpty();
    }

    private void awaitStored(AuditExchange exchange) {
        Awaitility.await("stored")
                .atMost(ArchiveRun.PATIENCE)
                .until(() -> run.count("exchanges", exchange.getId()) == 1);
    }

    private static String subject() {
        return "bodies-" + UUID.randomUUID();
    }

    /** A body too large to be built. */
    private static RecordedBody zipped(String head, String piece, long pieces, String tail) {
        byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
        RecordedBody body = Samples.inline(gzipped(out -> {
            out.write(head.getBytes(StandardCharsets.UTF_8));
            for (long i = 0; i < pieces; i++) {
                out.write(bytes);
            }
            out.write(tail.getBytes(StandardCharsets.UTF_8));
        }));
        body.setContentEncoding("gzip");
        return body;
    }

    private static byte[] gzip(byte[] plain) {
        return gzipped(out -> out.write(plain));
    }

    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    private static byte[] gzipped(Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            body.writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
