package io.vectrail.edge.approval;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The requests that wait at this edge. For one thread at a time. */
final class Waiting {

    private final TreeSet<Held> byEnd =
            new TreeSet<>(Comparator.comparing(Held::until).thenComparingLong(Held::number));
    private final Map<String, Set<Held>> bySubject = new HashMap<>();
    private long bytes;

    void add(Held held) {
        byEnd.add(held);
        bySubject
                .computeIfAbsent(held.ask().subject(), fresh -> new LinkedHashSet<>())
                .add(held);
        bytes += held.bytes();
    }

    /** False when it does not wait any more. */
    boolean remove(Held held) {
        if (!byEnd.remove(held)) {
            return false;
        }
        bytes -= held.bytes();
        String subject = held.ask().subject();
        Set<Held> left = bySubject.getOrDefault(subject, Set.of());
        left.remove(held);
        if (left.isEmpty()) {
            bySubject.remove(subject);
        }
        return true;
    }

    /** The one whose time is over first; null where none waits. */
    @Nullable
    Held first() {
        return byEnd.isEmpty() ? null : byEnd.first();
    }

    List<Held> all() {
        return List.copyOf(byEnd);
    }

    /** Those of one caller. */
    List<Held> of(String subject) {
        return List.copyOf(bySubject.getOrDefault(subject, Set.of()));
    }

    int count() {
        return byEnd.size();
    }

    int count(String subject) {
        return bySubject.getOrDefault(subject, Set.of()).size();
    }

    /** Of memory that those of one caller take together. */
    long bytes(String subject) {
        return bySubject.getOrDefault(subject, Set.of()).stream()
                .mapToLong(Held::bytes)
                .sum();
    }

    /** Of memory that they take together. */
    long bytes() {
        return bytes;
    }
}
