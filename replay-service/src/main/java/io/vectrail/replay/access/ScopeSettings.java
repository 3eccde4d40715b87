package io.vectrail.replay.access;

import io.vectrail.replay.scope.Scope;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a group sees: exchanges of one of these connections, and those whose callers were in one of these groups.
 *
 * @param connections by name; at most 256 and 32 KiB
 * @param groups of callers, as they are recorded; at most 256 and 32 KiB
 */
public record ScopeSettings(
        @Nullable List<String> connections, @Nullable List<String> groups) {

    private static final int MOST_NAMES = 256;
    private static final int MOST_CHARACTERS = 256;

    /** Of one list in UTF-8: they go to the archive in each question's address, percent-encoded, where a value has 128 KiB at most. */
    private static final int MOST_BYTES = 32 << 10;

    public ScopeSettings {
        connections = checked(connections, "connections");
        groups = checked(groups, "groups");
        if (connections.isEmpty() && groups.isEmpty()) {
            throw new IllegalArgumentException("it names neither connections nor groups, and so would show nothing;"
                    + " name some, or take the group out of roles");
        }
    }

    Scope scope() {
        return new Scope.Only(names(connections), names(groups));
    }

    private static Set<String> names(@Nullable List<String> checked) {
        return checked == null ? Set.of() : Set.copyOf(checked);
    }

    private static List<String> checked(@Nullable List<String> names, String key) {
        if (names == null) {
            return List.of();
        }
        if (names.size() > MOST_NAMES) {
            throw new IllegalArgumentException(key + " has more than " + MOST_NAMES + " names");
        }
        for (String name : names) {
            if (name == null || name.isEmpty() || name.length() > MOST_CHARACTERS) {
                throw new IllegalArgumentException(
                        key + " has a name that does not have 1 to " + MOST_CHARACTERS + " characters");
            }
        }
        if (String.join("", names).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new IllegalArgumentException(key + " has names of more than 32 KiB together");
        }
        return List.copyOf(names);
    }
}
