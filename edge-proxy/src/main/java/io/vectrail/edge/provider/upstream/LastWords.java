package io.vectrail.edge.provider.upstream;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Reads on when nothing can be written any more: a server that says GOAWAY and closes at once resets the connection where it left
 * something unread, and its GOAWAY is still there to be read.
 */
final class LastWords extends AbstractStreamSinkConduit<StreamSinkConduit> {

    private final Runnable read;

    /** @param read run whenever a write fails, before anybody is told */
    LastWords(StreamSinkConduit next, Runnable read) {
        super(next);
        this.read = read;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        try {
            return super.write(from);
        } catch (IOException e) {
            read.run();
            throw e;
        }
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        try {
            return super.write(from, offset, length);
        } catch (IOException e) {
            read.run();
            throw e;
        }
    }

    @Override
    public boolean flush() throws IOException {
        try {
            return super.flush();
        } catch (IOException e) {
            read.run();
            throw e;
        }
    }
}
