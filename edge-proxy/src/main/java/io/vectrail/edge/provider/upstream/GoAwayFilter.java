package io.vectrail.edge.provider.upstream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.IntConsumer;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Takes the GOAWAY frames out of what an HTTP/2 server sends, and tells of them. A server that is about to close says GOAWAY and
 * answers what it has begun (RFC 9113, 6.8); Undertow resets every stream when it sees one. All other frames pass unchanged.
 *
 * <pre>
 * a frame: length (3) type (1) flags (1) stream (4), then length bytes
 * </pre>
 */
final class GoAwayFilter extends AbstractStreamSourceConduit<StreamSourceConduit> {

    private static final int HEAD_BYTES = 9;
    private static final int GOAWAY = 7;
    private static final int SCRATCH_BYTES = 16 * 1024;
    private static final int MOST_READ_OUT = 4 << 20;

    private final IntConsumer goneAway;
    private final byte[] head = new byte[HEAD_BYTES];

    /** Bytes of a head that have come, while it is not whole: they are held back. */
    private int held;

    /** Bytes that the present frame still has. */
    private int rest;

    /** Bytes of a GOAWAY's beginning that have come; -1 in any other frame. */
    private int dropped = -1;

    private int last;

    /** @param goneAway told the last stream that the server goes on with; called while reading */
    GoAwayFilter(StreamSourceConduit next, IntConsumer goneAway) {
        super(next);
        this.goneAway = goneAway;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        int start = to.position();
        while (to.remaining() > held) {
            to.put(head, 0, held);
            int count = super.read(to);
            int end = to.position();
            to.position(start);
            if (count <= 0) {
                return count;
            }
            held = 0;
            int passed = pass(to, start, end);
            if (passed > 0) {
                return passed;
            }
        }
        return 0;
    }

    /** Reads whatever is there for the GOAWAYs in it alone: of a connection that nobody reads from any more. */
    void readOut() {
        ByteBuffer scratch = ByteBuffer.allocate(SCRATCH_BYTES);
        try {
            for (int left = MOST_READ_OUT; left > 0 && read(scratch.clear()) > 0; left -= scratch.position()) {
                // What passes is thrown away.
            }
        } catch (IOException e) {
            // It is broken, which is why this is read.
            return;
        }
    }

    /** Goes through what was read, moves what passes to the beginning, and returns how much that is. */
    private int pass(ByteBuffer bytes, int start, int end) {
        int at = start;
        int kept = start;
        while (at < end) {
            int count;
            if (rest > 0) {
                count = Math.min(rest, end - at);
                if (dropped >= 0) {
                    drop(bytes, at, count);
                } else {
                    kept = keep(bytes, at, kept, count);
                }
                rest -= count;
            } else if (end - at < HEAD_BYTES) {
                count = end - at;
                bytes.get(at, head, 0, count);
                held = count;
            } else {
                count = HEAD_BYTES;
                rest = ((bytes.get(at) & 0xff) << 16) | ((bytes.get(at + 1) & 0xff) << 8) | (bytes.get(at + 2) & 0xff);
                dropped = bytes.get(at + 3) == GOAWAY ? 0 : -1;
                last = 0;
                kept = dropped < 0 ? keep(bytes, at, kept, count) : kept;
            }
            at += count;
        }
        bytes.position(kept);
        return kept - start;
    }

    private static int keep(ByteBuffer bytes, int at, int kept, int count) {
        if (at != kept) {
            bytes.put(kept, bytes, at, count);
        }
        return kept + count;
    }

    private void drop(ByteBuffer bytes, int at, int count) {
        for (int i = 0; i < count && dropped < Integer.BYTES; i++) {
            last = (last << 8) | (bytes.get(at + i) & 0xff);
            if (++dropped == Integer.BYTES) {
                // The first bit is reserved.
                goneAway.accept(last & Integer.MAX_VALUE);
            }
        }
    }

    @Override
    public long read(ByteBuffer[] to, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (to[i].hasRemaining()) {
                return read(to[i]);
            }
        }
        return 0;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target) throws IOException {
        return Conduits.transfer(this, count, through, target);
    }
}
