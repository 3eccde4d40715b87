package io.vectrail.edge.limit;

import io.vectrail.runtime.health.Condition;
import java.util.ArrayList;
import java.util.List;

/** What the operator is told of limits over time: whether edges hear of each other, and whether there is room. Pure. */
final class SharingHealth {

    private static final int MOST_CHARACTERS = 300;

    private SharingHealth() {}

    /** How it stands with the connection. */
    sealed interface State {

        /** No document limits anything over time. */
        record Idle() implements State {}

        /** Earlier counts are being recalled. */
        record Connecting() implements State {}

        /** Edges hear of each other. */
        record Shared() implements State {}

        /** The connection failed; another try follows. */
        record Away(Throwable failure) implements State {}
    }

    /** @param twins whether another process counts under this edge's name */
    static Condition condition(State state, Counters counters, boolean twins) {
        List<String> faults = new ArrayList<>();
        if (state instanceof State.Connecting) {
            faults.add("connecting to Kafka: only what passes here now is counted");
        }
        if (state instanceof State.Away away) {
            faults.add("Kafka or the registry cannot be reached (" + line(away.failure())
                    + "): what passes here and what was last heard is counted, and not what other edges let through since;"
                    + " check kafka.bootstrap.servers and registry.urls");
        }
        if (twins) {
            faults.add("another process counts under this edge's name: give each edge a name of its own");
        }
        if (counters.full()) {
            faults.add("there are as many counters as there can be, and further callers are refused where a policy does"
                    + " not say onError: allow; limit groups, or fewer callers");
        }
        if (counters.notKept() > 0) {
            faults.add("for " + counters.notKept()
                    + " words of other edges there was no room: what they let through is not counted here");
        }
        if (!faults.isEmpty()) {
            return new Condition.Degraded(String.join("; ", faults));
        }
        return new Condition.Up(
                state instanceof State.Idle
                        ? "no policy limits anything over time"
                        : counters.size() + " counters, shared with the other edges");
    }

    /** The innermost cause, in one short line. */
    static String line(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < 20; depth++) {
            cause = cause.getCause();
        }
        String first = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        String line = cause.getClass().getSimpleName() + ": " + first;
        return line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) : line;
    }
}
