package io.vectrail.edge.provider.upstream;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.channels.StreamSinkChannel;

/** A request's body on its way out, in slices, as fast as the channel takes it. On one I/O thread. */
final class BodyWriting {

    private static final int SLICE_BYTES = 128 * 1024;

    private final ByteBuffer rest;
    private final Watcher watcher;
    private boolean sent;

    BodyWriting(byte[] body, Watcher watcher) {
        this.rest = ByteBuffer.wrap(body);
        this.watcher = watcher;
    }

    /** Whoever has it written. */
    interface Watcher {

        /** True when nobody wants it written any more. */
        boolean over();

        void writingBroke();
    }

    void to(StreamSinkChannel out) {
        out.getWriteSetter().set(this::write);
        write(out);
    }

    /** Whether all of it has left. */
    boolean sent() {
        return sent;
    }

    private void write(StreamSinkChannel out) {
        if (watcher.over()) {
            out.suspendWrites();
            return;
        }
        try {
            while (rest.hasRemaining()) {
                // The channel copies what it is given, whole, before it writes a part of it.
                ByteBuffer slice = rest.slice(rest.position(), Math.min(rest.remaining(), SLICE_BYTES));
                int count = out.write(slice);
                if (count == 0) {
                    out.resumeWrites();
                    return;
                }
                rest.position(rest.position() + count);
            }
            out.shutdownWrites();
            if (out.flush()) {
                sent = true;
                out.suspendWrites();
            } else {
                out.resumeWrites();
            }
        } catch (IOException e) {
            watcher.writingBroke();
        }
    }
}
