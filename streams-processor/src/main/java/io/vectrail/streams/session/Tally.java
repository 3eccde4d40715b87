package io.vectrail.streams.session;

import java.util.List;
import java.util.TreeSet;

/**
 * What a session counts. Adding is associative and commutative, so that the order of arrival does not show.
 *
 * @param exchanges number of exchanges
 * @param refused how many of them were refused
 * @param items number of texts
 * @param requestBytes bytes of request bodies that arrived
 * @param responseBytes bytes of response bodies that were released
 * @param models models asked for: distinct, sorted, the first 32 in that order
 */
record Tally(long exchanges, long refused, long items, long requestBytes, long responseBytes, List<String> models) {

    private static final int MOST_MODELS = 32;

    /** A caller writes the model's name; this much of it stands in the session. */
    private static final int LONGEST_MODEL = 256;

    Tally {
        if (exchanges < 1 || refused < 0 || refused > exchanges || items < 0 || requestBytes < 0 || responseBytes < 0) {
            throw new IllegalArgumentException("a session's counts cannot be negative or count nothing");
        }
        models = firstFew(new TreeSet<>(models));
    }

    Tally plus(Tally other) {
        TreeSet<String> union = new TreeSet<>(models);
        union.addAll(other.models);
        return new Tally(
                exchanges + other.exchanges,
                refused + other.refused,
                items + other.items,
                requestBytes + other.requestBytes,
                responseBytes + other.responseBytes,
                List.copyOf(union));
    }

    private static List<String> firstFew(TreeSet<String> models) {
        return models.stream()
                .filter(model -> !model.isEmpty())
                .map(Tally::cut)
                .distinct()
                .limit(MOST_MODELS)
                .toList();
    }

    /** Never between the halves of a surrogate pair: those would not come back from the store as they went. */
    private static String cut(String model) {
        if (model.length() <= LONGEST_MODEL) {
            return model;
        }
        int end = Character.isHighSurrogate(model.charAt(LONGEST_MODEL - 1)) ? LONGEST_MODEL - 1 : LONGEST_MODEL;
        return model.substring(0, end);
    }
}
