package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a list whose newest is first has that was not in it before. Exchanges of several edges may come late, among older ones. */
final class Tail {

    /** Of one look; what comes in more between two looks is left out, and the list has it. */
    static final int MOST_PAGES = 20;

    static final int PAGE = 100;

    private static final int MOST_KNOWN = 4 * MOST_PAGES * PAGE;

    private final Function<Map<String, String>, JsonNode> ask;
    private final Map<String, String> parameters;
    private final Map<String, Boolean> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    /** @param ask for a page of the list, by its parameters */
    Tail(Function<Map<String, String>, JsonNode> ask, Map<String, String> parameters) {
        this.ask = ask;
        this.parameters = new LinkedHashMap<>(parameters);
        this.parameters.put("limit", Integer.toString(PAGE));
    }

    /** Oldest first. Goes on to a further page only where all of one is new. */
    List<JsonNode> next() {
        List<JsonNode> fresh = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            Map<String, String> asked = new LinkedHashMap<>(parameters);
            asked.put("cursor", cursor);
            JsonNode answer = ask.apply(asked);
            int before = fresh.size();
            for (JsonNode exchange : answer.path("items")) {
                if (!known.containsKey(exchange.path("id").asText())) {
                    fresh.add(exchange);
                }
            }
            cursor = answer.path("nextCursor").asText("");
            if (answer.path("nextCursor").isNull()
                    || cursor.isEmpty()
                    || fresh.size() - before < answer.path("items").size()) {
                break;
            }
        }
        // Not before all pages were had: what a look that failed has seen is new to the next.
        fresh.forEach(exchange -> known.put(exchange.path("id").asText(), true));
        return fresh.reversed();
    }
}
