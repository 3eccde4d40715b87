package io.vectrail.edge.caller;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import org.xnio.StreamConnection;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Counts the requests that Undertow refuses itself, before any handler sees them: a head that is none, without Host, with a
 * length and chunks, or too large. It has no hook for them; but only its own 400 lacks what every response of the gateway has.
 */
final class RefusedHeads {

    private static final byte[] REFUSAL = "HTTP/1.1 400".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OURS = "X-Vectrail-Exchange".getBytes(StandardCharsets.US_ASCII);

    private final LongAdder count = new LongAdder();

    /** How many there were. */
    long count() {
        return count.sum();
    }

    /** Looks at what is written on this connection from now on. Before anything is read from it. */
    void watch(StreamConnection connection) {
        ConduitStreamSinkChannel sink = connection.getSinkChannel();
        sink.setConduit(new Looking(sink.getConduit()));
    }

    private void look(ByteBuffer written) {
        if (startsAt(written, written.position(), REFUSAL) && !contains(written, OURS)) {
            count.increment();
        }
    }

    private static boolean contains(ByteBuffer written, byte[] wanted) {
        for (int at = written.position(); at <= written.limit() - wanted.length; at++) {
            if (startsAt(written, at, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsAt(ByteBuffer written, int at, byte[] wanted) {
        if (written.limit() - at < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (written.get(at + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private final class Looking extends AbstractStreamSinkConduit<StreamSinkConduit> {

        private Looking(StreamSinkConduit next) {
            super(next);
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            look(from);
            return super.write(from);
        }

        @Override
        public long write(ByteBuffer[] from, int offset, int length) throws IOException {
            if (length > 0) {
                look(from[offset]);
            }
            return super.write(from, offset, length);
        }

        @Override
        public int writeFinal(ByteBuffer from) throws IOException {
            look(from);
            return super.writeFinal(from);
        }

        @Override
        public long writeFinal(ByteBuffer[] from, int offset, int length) throws IOException {
            if (length > 0) {
                look(from[offset]);
            }
            return super.writeFinal(from, offset, length);
        }
    }
}
