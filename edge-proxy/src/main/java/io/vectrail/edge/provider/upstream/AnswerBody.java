package io.vectrail.edge.provider.upstream;

import io.vectrail.edge.exchange.MemoryBudget;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body as it comes in: bounded, and its memory taken before it is used. What the upstream announces is taken at
 * once, so that several large answers do not get half of what they need each.
 */
final class AnswerBody {

    private static final int FIRST_BYTES = 16 * 1024;
    private static final int MOST_BLOCK_BYTES = 1 << 20;

    private final MemoryBudget.Share memory;
    private final long most;
    private long taken;
    private int size;
    private int room;
    private final Deque<byte[]> blocks = new ArrayDeque<>();

    AnswerBody(MemoryBudget.Share memory, long most) {
        this.memory = memory;
        this.most = most;
    }

    /**
     * Makes room for an answer.
     *
     * @param announced its Content-Length; -1 when there is none
     * @return why there is no room; null when there is
     */
    @Nullable
    RefusedException begin(long announced) {
        RefusedException refusal = take(Math.max(0, announced));
        if (refusal == null && announced > 0) {
            add((int) announced);
        }
        return refusal;
    }

    /** Takes the next bytes; returns why there is no room for them, or null. */
    @Nullable
    RefusedException append(ByteBuffer chunk) {
        long beyond = size + (long) chunk.remaining() - taken;
        RefusedException refusal = beyond > 0 ? take(beyond) : null;
        if (refusal != null) {
            return refusal;
        }
        while (chunk.hasRemaining()) {
            if (size == room) {
                add(Math.clamp(size, Math.max(chunk.remaining(), FIRST_BYTES), MOST_BLOCK_BYTES));
            }
            byte[] last = blocks.getLast();
            int count = Math.min(chunk.remaining(), room - size);
            chunk.get(last, last.length - (room - size), count);
            size += count;
        }
        return null;
    }

    /** Bytes that have come. */
    int size() {
        return size;
    }

    /** All of it; nothing may be appended any more. */
    byte[] whole() {
        if (blocks.size() == 1 && blocks.getFirst().length == size) {
            return blocks.removeFirst();
        }
        byte[] whole = new byte[size];
        int at = 0;
        for (byte[] block = blocks.poll(); block != null; block = blocks.poll()) {
            int count = Math.min(block.length, size - at);
            System.arraycopy(block, 0, whole, at, count);
            at += count;
        }
        return whole;
    }

    /** Gives its memory back at once, so that others who are being answered find the room that this one did not. */
    void discard() {
        blocks.clear();
        size = 0;
        room = 0;
        memory.giveBack(taken);
        taken = 0;
    }

    /** A block more; only the last one has room. */
    private void add(int bytes) {
        blocks.add(new byte[bytes]);
        room += bytes;
    }

    private @Nullable RefusedException take(long count) {
        if (taken + count > most) {
            return new RefusedException(
                    RefusalCode.UPSTREAM_UNREADABLE,
                    "the upstream's answer is larger than the " + most
                            + " bytes that this connection takes; ask for fewer inputs at once");
        }
        if (!memory.couldHold(count)) {
            return new RefusedException(
                    RefusalCode.UPSTREAM_UNREADABLE,
                    "the upstream's answer is larger than the gateway can hold; ask for fewer inputs at once");
        }
        if (!memory.take(count)) {
            return new RefusedException(
                    RefusalCode.RATE_LIMITED, "the gateway holds as many bytes of bodies as it may; try again");
        }
        taken += count;
        return null;
    }
}
