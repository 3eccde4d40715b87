package io.vectrail.edge.recorder.shipper;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.PayloadChunk;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.Side;
import io.vectrail.event.Topics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes bodies that are too large out of an event and cuts them into chunks. */
final class Chunks {

    private Chunks() {}

    /** Replaces each body over this many bytes by the number of its chunks, and returns those. */
    static List<PayloadChunk> takeOut(AuditExchange event, int inlineBytes) {
        List<PayloadChunk> chunks = new ArrayList<>();
        cut(event.getId(), Side.REQUEST, event.getRequest().getBody(), inlineBytes, chunks);
        if (event.getResponse() != null) {
            cut(event.getId(), Side.RESPONSE, event.getResponse().getBody(), inlineBytes, chunks);
        }
        return chunks;
    }

    private static void cut(String exchange, Side side, RecordedBody body, int inlineBytes, List<PayloadChunk> chunks) {
        @Nullable ByteBuffer content = body.getContent();
        if (content == null || content.remaining() <= inlineBytes) {
            return;
        }
        int count = Math.ceilDiv(content.remaining(), Topics.CHUNK_BYTES);
        for (int index = 0; index < count; index++) {
            int from = content.position() + index * Topics.CHUNK_BYTES;
            int length = Math.min(Topics.CHUNK_BYTES, content.limit() - from);
            chunks.add(new PayloadChunk(exchange, side, index, count, content.slice(from, length)));
        }
        body.setContent(null);
        body.setChunks(count);
    }
}
