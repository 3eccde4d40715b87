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
 * answers what it has begun (RFC 9113, 6.8); Undertow resets every stream when it sees one.
 *
 * <p>Nor does Undertow bear the final head that follows an interim one on a stream that we reset: it closes the connection, with all
 * other calls. So what comes of a call that has ended is kept from it: DATA is taken out as well. Of heads all must be decoded, since they change HPACK's table: these pass as those of streams
 * that nobody has, which end with them. All other frames pass unchanged.
 *
 * <pre>
 * a frame: length (3) type (1) flags (1) stream (4), then length bytes
 * </pre>
 */
final class GoAwayFilter extends AbstractStreamSourceConduit<StreamSourceConduit> {

    private static final int HEAD_BYTES = 9;
    private static final int GOAWAY = 7;
    private static final int PASSES = -1;
    private static final int SCRATCH_BYTES = 16 * 1024;
    private static final int MOST_READ_OUT = 4 << 20;

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int CONTINUATION = 9;
    private static final int END_STREAM = 1;

    /** What else the filter has to know, and to tell. Called while reading. */
    interface Streams {

        /** Whether the call of a stream that was ours has ended. */
        boolean ended(int stream);

        /** So many bytes of DATA came that nobody reads. */
        void unread(int bytes);
    }

    private final Streams streams;
    private final IntConsumer goneAway;
    private final byte[] head = new byte[HEAD_BYTES];
    private long came;

    /** Bytes of a head that have come, while it is not whole: they are held back. */
    private int held;

    /** Bytes that the present frame still has. */
    private int rest;

    /** Bytes of a GOAWAY's beginning that have come; four in DATA that nobody reads; -1 in any other frame. */
    private int dropped = PASSES;

    private int last;

    /** The last stream of the server's own, which have even numbers: it may open none, since it may not push. */
    private int nobodys;

    /** @param goneAway told the last stream that the server goes on with; called while reading */
    GoAwayFilter(StreamSourceConduit next, Streams streams, IntConsumer goneAway) {
        super(next);
        this.streams = streams;
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
            came += count;
            held = 0;
            int passed = pass(to, start, end);
            if (passed > 0) {
                return passed;
            }
        }
        return 0;
    }

    /** Bytes that the server has sent. */
    long came() {
        return came;
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
                begin(bytes, at);
                kept = dropped < 0 ? keep(bytes, at, kept, count) : kept;
            }
            at += count;
        }
        bytes.position(kept);
        return kept - start;
    }

    private void begin(ByteBuffer bytes, int at) {
        int type = bytes.get(at + 3);
        int stream = bytes.getInt(at + 5) & Integer.MAX_VALUE;
        dropped = PASSES;
        last = 0;
        if (type == GOAWAY) {
            dropped = 0;
        } else if (type == DATA && streams.ended(stream)) {
            dropped = Integer.BYTES;
            streams.unread(rest);
        } else if (type == HEADERS && streams.ended(stream)) {
            nobodys += 2;
            bytes.put(at + 4, (byte) (bytes.get(at + 4) | END_STREAM)).putInt(at + 5, nobodys);
        } else if (type == CONTINUATION && streams.ended(stream)) {
            bytes.putInt(at + 5, nobodys);
        }
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
