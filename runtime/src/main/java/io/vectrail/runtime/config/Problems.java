package io.vectrail.runtime.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a YAML text, noted while it is checked, so that people hear of all of it at once. Whoever checks a part is
 * given the problems at its place and need not know where that is; lines are looked up in the end. At most 50 are kept. Not
 * thread-safe.
 */
public final class Problems {

    /** Who has made more mistakes than this has made one again and again. */
    public static final int MOST = 50;

    private final @Nullable Problems parent;
    private final @Nullable Step step;

    /** Those of the whole text. */
    private final List<Noted> noted;

    /** How many there are here and below, kept or not. */
    private int count;

    /** @param line where the parser stood, for what has no place among the keys; 0: none */
    private record Noted(List<Step> path, int line, String reason) {}

    /** Those of a whole text. */
    public Problems() {
        this(null, null, new ArrayList<>());
    }

    private Problems(@Nullable Problems parent, @Nullable Step step, List<Noted> noted) {
        this.parent = parent;
        this.step = step;
        this.noted = noted;
    }

    /** Those of the value that this key has here. */
    public Problems at(String key) {
        return new Problems(this, new Step.Key(key), noted);
    }

    /** Those of an item of the list here, from 0. */
    public Problems at(int index) {
        return new Problems(this, new Step.Item(index), noted);
    }

    /**
     * Notes one here.
     *
     * @param reason what is wrong and what to do; must quote no value that may be a secret
     */
    public void add(String reason) {
        add(path(), 0, reason);
    }

    /** Notes one here unless this holds. */
    public void check(boolean holds, String otherwise) {
        if (!holds) {
            add(otherwise);
        }
    }

    /** Notes one here where this refuses. */
    public void attempt(Runnable check) {
        var _ = take(() -> {
            check.run();
            return true;
        });
    }

    /** What is made of the value here; where it is refused, that is noted, and there is none. */
    public <T> @Nullable T take(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            add(Reasons.isOurs(e) ? Reasons.firstLine(e.getMessage()) : "cannot be read");
            return null;
        }
    }

    /** What is made of each item of the list here; those that are refused are noted and left out. */
    public <V, T> List<T> each(List<V> items, Function<V, T> value) {
        List<T> made = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            V item = items.get(i);
            T one = at(i).take(() -> value.apply(item));
            if (one != null) {
                made.add(one);
            }
        }
        return made;
    }

    /** Whether none was noted through these, here or below. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Where this is, such as {@code policies[2].detect[1]}. */
    public String key() {
        return Step.text(path());
    }

    /**
     * All of them, in the order of the text in which they are. Where there are more than are kept, the last one says so.
     *
     * @param text what was checked
     */
    public List<Problem> in(String text) {
        YamlPlaces places = YamlPlaces.of(text);
        List<Problem> located = new ArrayList<>(noted.stream()
                .map(each -> new Problem(places.line(each.path(), each.line()), Step.text(each.path()), each.reason()))
                .sorted(Comparator.comparingInt(Problem::line))
                .toList());
        int all = root().count;
        if (all > noted.size()) {
            located.add(new Problem(0, "", "and " + (all - noted.size()) + " more; correct these first"));
        }
        return List.copyOf(located);
    }

    void add(List<Step> path, int line, String reason) {
        for (Problems each = this; each != null; each = each.parent) {
            each.count++;
        }
        if (noted.size() < MOST) {
            noted.add(new Noted(path, line, reason));
        }
    }

    private Problems root() {
        Problems root = this;
        while (root.parent != null) {
            root = root.parent;
        }
        return root;
    }

    private List<Step> path() {
        List<Step> path = new ArrayList<>();
        for (Problems each = this; each != null && each.step != null; each = each.parent) {
            path.addFirst(each.step);
        }
        return List.copyOf(path);
    }
}
