package io.vectrail.runtime.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vectrail.runtime.health.Condition;
import io.vectrail.runtime.health.Health;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The admin endpoints, without a listener: {@code /health/live}, {@code /health/ready}, {@code /metrics}. */
public final class AdminEndpoints {

    private final ObjectMapper json = new ObjectMapper();
    private final String program;
    private final Health health;
    private final PrometheusMeterRegistry meters;

    public AdminEndpoints(String program, Health health, PrometheusMeterRegistry meters) {
        this.program = program;
        this.health = health;
        this.meters = meters;
    }

    /** Answers a GET of this path; empty when this is no admin path. */
    public Optional<AdminAnswer> answer(String path) {
        return switch (path) {
            case "/health/live" -> Optional.of(json(200, Map.of("program", program, "status", "up")));
            case "/health/ready" -> Optional.of(readiness());
            case "/metrics" ->
                Optional.of(new AdminAnswer(200, "text/plain; version=0.0.4; charset=utf-8", meters.scrape()));
            default -> Optional.empty();
        };
    }

    private AdminAnswer readiness() {
        Map<String, Object> dependencies = new LinkedHashMap<>();
        health.conditions()
                .forEach((name, condition) ->
                        dependencies.put(name, Map.of("status", status(condition), "detail", condition.detail())));
        boolean ready = health.ready();
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("program", program);
        page.put("status", ready ? "up" : "down");
        page.put("dependencies", dependencies);
        return json(ready ? 200 : 503, page);
    }

    private static String status(Condition condition) {
        return switch (condition) {
            case Condition.Up up -> "up";
            case Condition.Degraded degraded -> "degraded";
            case Condition.Down down -> "down";
        };
    }

    private AdminAnswer json(int status, Map<String, ?> page) {
        try {
            return new AdminAnswer(status, "application/json", json.writeValueAsString(page));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON", e);
        }
    }
}
