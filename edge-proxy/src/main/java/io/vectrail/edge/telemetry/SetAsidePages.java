package io.vectrail.edge.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectrail.edge.recorder.shipper.Resent;
import io.vectrail.edge.recorder.shipper.SetAsideItem;
import io.vectrail.edge.recorder.shipper.Shipper;
import io.vectrail.runtime.admin.AdminAnswer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** {@code GET /set-aside} lists what Kafka refused; {@code POST /set-aside/resend} sends it again. JSON. */
public final class SetAsidePages {

    /** A re-send begins nothing new after a minute; one exchange may take its while. */
    private static final long PATIENCE_SECONDS = 90;

    private final JsonMapper json = new JsonMapper();
    private final Shipper shipper;

    public SetAsidePages(Shipper shipper) {
        this.shipper = shipper;
    }

    /** What a GET shows. */
    public Map<String, Supplier<AdminAnswer>> pages() {
        return Map.of("/set-aside", this::list);
    }

    /** What a POST does. */
    public Map<String, Supplier<AdminAnswer>> actions() {
        return Map.of("/set-aside/resend", this::resend);
    }

    private AdminAnswer list() {
        ObjectNode page = json.createObjectNode();
        ArrayNode items = page.putArray("items");
        shipper.setAside().forEach(item -> describe(items.addObject(), item));
        return answer(200, page);
    }

    private AdminAnswer resend() {
        CompletableFuture<Resent> wanted;
        try {
            wanted = shipper.resend();
        } catch (IllegalStateException e) {
            return problem(409, String.valueOf(e.getMessage()));
        }
        try {
            return answer(200, described(wanted.get(PATIENCE_SECONDS, TimeUnit.SECONDS)));
        } catch (TimeoutException e) {
            wanted.cancel(false);
            return problem(503, "no end after " + PATIENCE_SECONDS + " s; GET /set-aside shows what is left");
        } catch (ExecutionException e) {
            return problem(
                    503, "Kafka could not be reached or failed; what was not sent stays set aside, see /health/ready");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return problem(503, "the edge is stopping");
        }
    }

    private ObjectNode described(Resent resent) {
        ObjectNode page = json.createObjectNode();
        ArrayNode results = page.putArray("results");
        for (Resent.Result result : resent.results()) {
            ObjectNode one = results.addObject().put("outcome", result.outcome().name());
            if (!result.detail().isEmpty()) {
                one.put("why", result.detail());
            }
            describe(one, result.item());
        }
        return page.put("left", resent.left());
    }

    private static void describe(ObjectNode node, SetAsideItem item) {
        node.put("kind", item.kind().name()).put("exchange", item.exchange()).put("epoch", item.epoch());
        switch (item.kind()) {
            case EXCHANGE -> node.put("sequence", item.sequence());
            case ENTRY -> node.put("entry", item.entry());
        }
        node.put("reason", item.reason())
                .put("detail", item.detail())
                .put("at", item.at().toString())
                .put("bytes", item.bytes());
    }

    private AdminAnswer problem(int status, String detail) {
        return answer(status, json.createObjectNode().put("error", detail));
    }

    private AdminAnswer answer(int status, ObjectNode page) {
        try {
            return new AdminAnswer(status, "application/json", json.writeValueAsString(page));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}
