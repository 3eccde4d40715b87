package io.vectrail.edge.limit;

import io.vectrail.edge.exchange.Reservation;
import io.vectrail.policy.rule.Rate;
import java.util.ArrayList;
import java.util.List;

/** What one request took, counter by counter. Used by one thread at a time. */
final class Reserved implements Reservation {

    private record Part(Counter counter, Rate.Of of, long window, long amount) {

        void giveBack() {
            counter.giveBack(window, amount);
        }
    }

    private final List<Part> parts = new ArrayList<>(2);

    void add(Counter counter, Rate.Of of, long window, long amount) {
        parts.add(new Part(counter, of, window, amount));
    }

    /** How much there is in it, as a mark to go back to. */
    int size() {
        return parts.size();
    }

    /** Gives back what was taken since a mark. */
    void giveBack(int from) {
        List<Part> since = parts.subList(from, parts.size());
        since.forEach(Part::giveBack);
        since.clear();
    }

    @Override
    public void withoutVectors() {
        for (Part part : parts) {
            if (part.of == Rate.Of.VECTORS_PER_DAY) {
                part.giveBack();
            }
        }
    }
}
