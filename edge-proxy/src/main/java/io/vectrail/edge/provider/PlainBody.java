package io.vectrail.edge.provider;

import io.vectrail.edge.exchange.MemoryBudget;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.provider.ContentEncoding;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A body freed of its content encoding, within its connection's bound and the memory that there is for it. */
final class PlainBody {

    private PlainBody() {}

    /**
     * The plain bytes; what they take beside the encoded ones is taken from the exchange's memory.
     *
     * @param mostBytes how large they may become
     * @param tooLarge why they are refused when they become larger, or could not be held even alone
     * @param unreadable why they are refused when they are not in that encoding
     * @throws RefusedException one of these, or {@code rate_limited} when there is no room for them now
     */
    static byte[] of(
            @Nullable String encoding,
            byte[] body,
            long mostBytes,
            MemoryBudget.Share memory,
            Supplier<RefusedException> tooLarge,
            Supplier<RefusedException> unreadable) {
        if (encoding == null) {
            return body;
        }
        long room = memory.room(mostBytes);
        Optional<byte[]> plain = ContentEncoding.decode(encoding, body, room);
        if (plain.isEmpty() && !ContentEncoding.exceeds(encoding, body, room)) {
            throw unreadable.get();
        }
        if (plain.isEmpty() && room >= memory.roomAlone(mostBytes)) {
            throw tooLarge.get();
        }
        if (plain.isEmpty() || !memory.take(plain.get().length)) {
            throw new RefusedException(
                    RefusalCode.RATE_LIMITED,
                    "the gateway holds as many bytes of bodies as it may, and this one does not fit beside them; try again");
        }
        return plain.get();
    }
}
