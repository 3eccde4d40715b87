package io.vectrail.edge.provider.upstream;

import io.undertow.client.ClientResponse;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.channels.StreamSourceChannel;

/** An answer on its way in: its head is checked, and its body read as fast as it comes and as far as there is room. On one I/O thread. */
final class AnswerReading {

    private final UpstreamRequest request;
    private final ByteBufferPool buffers;
    private final Watcher watcher;
    private final AnswerBody body;

    AnswerReading(UpstreamRequest request, ByteBufferPool buffers, Watcher watcher) {
        this.request = request;
        this.buffers = buffers;
        this.watcher = watcher;
        this.body = new AnswerBody(request.memory(), request.limits().mostResponseBytes());
    }

    /** Whoever has it read. */
    interface Watcher {

        /** True when nobody wants it any more. */
        boolean over();

        void whole(AttemptOutcome.Answered answer);

        /** It cannot be taken. */
        void fail(Refusal refusal);

        /** No more of it comes. */
        void readingBroke();
    }

    /**
     * The head of an answer.
     *
     * @param length that its body must have; -1 when it does not say
     */
    private record Head(int status, Headers headers, long length) {}

    void from(ClientResponse response, StreamSourceChannel in) {
        String doubt = Heads.doubt(response);
        if (doubt != null) {
            fail(doubt);
            return;
        }
        Headers headers = Heads.headers(response);
        if (headers.tooLarge()) {
            fail("the upstream's headers take more than " + Headers.MOST_BYTES + " bytes");
            return;
        }
        RefusedException noRoom = body.begin(Heads.contentLength(response));
        if (noRoom != null) {
            watcher.fail(noRoom.refusal());
            return;
        }
        Head head = new Head(response.getResponseCode(), headers, Heads.bodyLength(request.method(), response));
        in.getReadSetter().set(ready -> read(ready, head));
        read(in, head);
    }

    private void read(StreamSourceChannel in, Head head) {
        if (watcher.over()) {
            return;
        }
        try (PooledByteBuffer buffer = buffers.allocate()) {
            ByteBuffer chunk = buffer.getBuffer();
            while (true) {
                chunk.clear();
                int count = in.read(chunk);
                if (count < 0) {
                    end(head);
                    return;
                }
                if (count == 0) {
                    in.resumeReads();
                    return;
                }
                RefusedException noRoom = body.append(chunk.flip());
                if (noRoom != null) {
                    watcher.fail(noRoom.refusal());
                    return;
                }
            }
        } catch (IOException e) {
            watcher.readingBroke();
        }
    }

    /** HTTP/2 ends an answer without regard to its length, and Undertow does not compare. */
    private void end(Head head) {
        if (head.length >= 0 && head.length != body.size()) {
            fail("the upstream's answer has another length than it says (RFC 9113, 8.1.1)");
        } else {
            watcher.whole(new AttemptOutcome.Answered(head.status, head.headers, body.whole()));
        }
    }

    private void fail(String message) {
        watcher.fail(new Refusal(RefusalCode.UPSTREAM_UNREADABLE, message));
    }

    /** Gives its memory back. */
    void discard() {
        body.discard();
    }
}
