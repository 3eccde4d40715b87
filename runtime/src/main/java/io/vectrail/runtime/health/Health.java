package io.vectrail.runtime.health;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What this program depends on. Parts register a check each; checks answer from memory and never block. Thread-safe. */
public final class Health {

    private final Map<String, Supplier<Condition>> checks = new ConcurrentHashMap<>();

    /** Registers what is asked at each look; a second one of the same name replaces the first. */
    public void register(String dependency, Supplier<Condition> check) {
        checks.put(dependency, check);
    }

    /** The present condition of each dependency, by name. */
    public Map<String, Condition> conditions() {
        Map<String, Condition> all = new TreeMap<>();
        checks.forEach((name, check) -> all.put(name, check.get()));
        return all;
    }

    /** True when nothing that this program cannot serve without is down. */
    public boolean ready() {
        return conditions().values().stream().noneMatch(Condition.Down.class::isInstance);
    }
}
