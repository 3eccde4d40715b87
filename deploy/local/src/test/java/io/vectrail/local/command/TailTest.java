package io.vectrail.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A list that grows, as the service answers it. */
class TailTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Newest first. */
    private final List<String> archive = new ArrayList<>();

    private final List<String> cursors = new ArrayList<>();
    private String failsAt = "";
    private final Tail tail = new Tail(this::page, Map.of("q", "word"));

    @Test
    void eachIsToldOnceOldestFirst() {
        came("a", "b");
        assertThat(next()).containsExactly("a", "b");
        assertThat(next()).isEmpty();
        came("c");
        assertThat(next()).containsExactly("c");
    }

    @Test
    void whatComesLateAmongOlderOnesIsToldToo() {
        came("a", "c");
        assertThat(next()).containsExactly("a", "c");
        archive.add(1, "b");
        assertThat(next()).containsExactly("b");
    }

    @Test
    void moreThanAPageIsReadUpToWhatIsKnown() {
        came("first");
        next();
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            many.add("id-" + i);
        }
        came(many.toArray(String[]::new));
        cursors.clear();
        assertThat(next()).containsExactlyElementsOf(many);
        assertThat(cursors).containsExactly("", "100", "200");
    }

    @Test
    void whatALookHasSeenThatFailedIsToldByTheNext() {
        came("first");
        next();
        for (int i = 0; i < 150; i++) {
            came("id-" + i);
        }
        failsAt = "100";
        assertThatThrownBy(tail::next).hasMessage("away");
        failsAt = "";
        assertThat(next()).hasSize(150).startsWith("id-0");
    }

    @Test
    void oneLookHasABound() {
        for (int i = 0; i < (Tail.MOST_PAGES + 5) * Tail.PAGE; i++) {
            came("id-" + i);
        }
        assertThat(next()).hasSize(Tail.MOST_PAGES * Tail.PAGE).endsWith("id-2499");
    }

    private void came(String... ids) {
        for (String id : ids) {
            archive.addFirst(id);
        }
    }

    private List<String> next() {
        return tail.next().stream().map(item -> item.path("id").asText()).toList();
    }

    private JsonNode page(Map<String, String> parameters) {
        assertThat(parameters).containsEntry("q", "word").containsEntry("limit", "100");
        String cursor = parameters.getOrDefault("cursor", "");
        cursors.add(cursor);
        if (!failsAt.isEmpty() && cursor.equals(failsAt)) {
            throw new IllegalStateException("away");
        }
        int from = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
        int to = Math.min(archive.size(), from + Tail.PAGE);
        ObjectNode page = JSON.createObjectNode();
        archive.subList(from, to)
                .forEach(id -> page.withArray("items").addObject().put("id", id));
        if (to < archive.size()) {
            page.put("nextCursor", Integer.toString(to));
        } else {
            page.putNull("nextCursor");
        }
        return page;
    }
}
