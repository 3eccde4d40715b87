package io.vectrail.streams.intake;

import io.vectrail.event.PayloadChunk;
import io.vectrail.event.Side;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Chunks that were read and whose exchange has not come yet. Beyond the bound the oldest bodies go, those of the exchange that is asked for last: many are never
 * asked for, and there is a buffer for each partition.
 */
final class ChunkBuffer {

    private final long mostBytes;
    private final long mostWaiting;
    private final Map<Body, TreeMap<Integer, byte[]>> waiting = new LinkedHashMap<>();
    private long bytes;
    private String wanted = "";

    private record Body(String exchange, Side side) {}

    /**
     * An empty one.
     *
     * @param mostBytes of the bodies of the exchange that is asked for; one that is larger is never whole
     * @param mostWaiting of all others together
     */
    ChunkBuffer(long mostBytes, long mostWaiting) {
        this.mostBytes = mostBytes;
        this.mostWaiting = mostWaiting;
    }

    /** From now on the bodies of this exchange are asked for. */
    void want(String exchange) {
        wanted = exchange;
    }

    void add(PayloadChunk chunk) {
        byte[] content = new byte[chunk.getContent().remaining()];
        chunk.getContent().duplicate().get(content);
        byte[] former = waiting.computeIfAbsent(
                        new Body(chunk.getExchangeId(), chunk.getSide()), body -> new TreeMap<>())
                .put(chunk.getIndex(), content);
        bytes += content.length - (former == null ? 0 : former.length);
        long asked = asked();
        keep(body -> !body.exchange().equals(wanted), asked + mostWaiting);
        keep(body -> body.exchange().equals(wanted), bytes - asked + mostBytes);
    }

    private long asked() {
        return waiting.entrySet().stream()
                .filter(each -> each.getKey().exchange().equals(wanted))
                .mapToLong(each -> size(each.getValue()))
                .sum();
    }

    private void keep(Predicate<Body> which, long most) {
        Iterator<Map.Entry<Body, TreeMap<Integer, byte[]>>> oldest =
                waiting.entrySet().iterator();
        while (bytes > most && oldest.hasNext()) {
            Map.Entry<Body, TreeMap<Integer, byte[]>> each = oldest.next();
            if (which.test(each.getKey())) {
                bytes -= size(each.getValue());
                oldest.remove();
            }
        }
    }

    /** The whole body, which waits no longer; empty where chunks are missing. */
    Optional<byte[]> take(String exchange, Side side, int count) {
        Body body = new Body(exchange, side);
        TreeMap<Integer, byte[]> parts = waiting.get(body);
        if (parts == null || parts.size() < count || parts.firstKey() != 0 || parts.lastKey() != count - 1) {
            return Optional.empty();
        }
        waiting.remove(body);
        ByteBuffer whole = ByteBuffer.allocate((int) size(parts));
        bytes -= whole.capacity();
        parts.values().forEach(whole::put);
        return Optional.of(whole.array());
    }

    void clear() {
        waiting.clear();
        bytes = 0;
    }

    private static long size(Map<Integer, byte[]> parts) {
        return parts.values().stream().mapToLong(part -> part.length).sum();
    }
}
