package io.vectrail.replay.web;

import io.vectrail.replay.web.Route.Cost;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;

/** How many calls of each cost are under way, of those that may be. Thread-safe. */
final class Places {

    private final Map<Cost, Semaphore> free = new EnumMap<>(Cost.class);

    Places() {
        for (Cost cost : Cost.values()) {
            free.put(cost, new Semaphore(cost.most()));
        }
    }

    /** A place, until it is closed. @throws ProblemException when all are taken */
    Place take(Cost cost) {
        Semaphore places = Objects.requireNonNull(free.get(cost));
        if (!places.tryAcquire()) {
            throw ProblemException.busy("as many calls as this service takes are under way; try again");
        }
        return places::release;
    }

    /** One of them. */
    interface Place extends AutoCloseable {

        @Override
        void close();
    }
}
