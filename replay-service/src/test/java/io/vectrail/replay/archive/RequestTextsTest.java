package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.RecordedBody;
import io.vectrail.replay.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What somebody who decides gets to read. */
class RequestTextsTest {

    @Test
    void theyComeByIndexWhateverTheyHold() {
        assertThat(RequestTexts.of(Samples.exchange("alice", Samples.NOON, "one", "", "\u0000 \uD83D\uDE00")))
                .containsExactly("one", "", "\u0000 \uD83D\uDE00");
    }

    @Test
    void aCompressedBodyIsReadAndOneThatGrowsWithoutEndIsNot() throws IOException {
        assertThat(RequestTexts.of(compressed(Samples.requestBody("one", "two"))))
                .containsExactly("one", "two");
        assertThat(RequestTexts.of(compressed(Samples.requestBody("a".repeat(64 << 20)))))
                .isEmpty();
    }

    @Test
    void whatCannotBeReadHasNone() {
        AuditExchange none = Samples.exchange("alice", Samples.NOON, "one");
        none.getRequest().getBody().setContent(null);
        assertThat(RequestTexts.of(none)).isEmpty();
        AuditExchange broken = Samples.exchange("alice", Samples.NOON, "one");
        broken.getRequest().getBody().setContent(ByteBuffer.wrap(new byte[] {'{'}));
        assertThat(RequestTexts.of(broken)).isEmpty();
        AuditExchange unknown = Samples.exchange("alice", Samples.NOON, "one");
        unknown.setProvider("of another version");
        assertThat(RequestTexts.of(unknown)).isEmpty();
    }

    private static AuditExchange compressed(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        AuditExchange exchange = Samples.exchange("alice", Samples.NOON, "replaced");
        RecordedBody body = exchange.getRequest().getBody();
        body.setContent(ByteBuffer.wrap(bytes.toByteArray()));
        body.setContentEncoding("gzip");
        return exchange;
    }
}
