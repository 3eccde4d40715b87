package io.vectrail.runtime.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vectrail.runtime.health.Condition;
import io.vectrail.runtime.health.Health;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The admin endpoints, without a listener: {@code /health/live}, {@code /health/ready}, {@code /metrics}, and what a
 * program adds: pages that show something and actions that do something.
 */
public final class AdminEndpoints {

    private final ObjectMapper json = new ObjectMapper();
    private final String program;
    private final Health health;
    private final PrometheusMeterRegistry meters;
    private final Map<String, Supplier<AdminAnswer>> pages;
    private final Map<String, Supplier<AdminAnswer>> actions;

    public AdminEndpoints(String program, Health health, PrometheusMeterRegistry meters) {
        this(program, health, meters, Map.of(), Map.of());
    }

    /**
     * @param pages what a GET shows, by path
     * @param actions what a POST without a body does, by path; may block for as long as it needs
     */
    public AdminEndpoints(
            String program,
            Health health,
            PrometheusMeterRegistry meters,
            Map<String, Supplier<AdminAnswer>> pages,
            Map<String, Supplier<AdminAnswer>> actions) {
        this.program = program;
        this.health = health;
        this.meters = meters;
        this.pages = Map.copyOf(pages);
        this.actions = Map.copyOf(actions);
    }

    /** Answers a GET of this path; empty when this is no admin path. */
    public Optional<AdminAnswer> answer(String path) {
        return switch (path) {
            case "/health/live" -> Optional.of(json(200, Map.of("program", program, "status", "up")));
            case "/health/ready" -> Optional.of(readiness());
            case "/metrics" ->
                Optional.of(new AdminAnswer(200, "text/plain; version=0.0.4; charset=utf-8", meters.scrape()));
            default -> Optional.ofNullable(pages.get(path)).map(Supplier::get);
        };
    }

    /** Does what a POST to this path asks for; empty when there is no such action. */
    public Optional<AdminAnswer> act(String path) {
        return Optional.ofNullable(actions.get(path)).map(Supplier::get);
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
