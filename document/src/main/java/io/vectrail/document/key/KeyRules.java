package io.vectrail.document.key;

import io.vectrail.runtime.token.IssuerSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** What a key may say. Pure. */
final class KeyRules {

    /** Goes before the subjects of keys, and before no issuer's. */
    static final String PREFIX = IssuerSettings.PREFIX_OF_KEYS + ":";

    static final Duration LEAST_LIFE = Duration.ofMinutes(1);
    static final Duration MOST_LIFE = Duration.ofDays(366);

    private static final int MOST_CHARACTERS = 256;
    private static final int MOST_GROUPS = 256;

    /** Of all groups of a key together: every edge has every key in memory. */
    private static final int MOST_GROUP_CHARACTERS = 4_096;

    /** The subject of callers that nobody knows. */
    private static final String NOBODY = "anonymous";

    private KeyRules() {}

    static void checkSubject(String subject) {
        check(subject.startsWith(PREFIX), "its subject must begin with " + PREFIX);
        String name = subject.substring(PREFIX.length());
        check(isName(name), "its subject must have 1 to " + MOST_CHARACTERS + " characters, and no control characters");
        check(!name.equals(NOBODY), "its subject is one that stands for callers that nobody knows");
    }

    static void checkGroups(List<String> groups) {
        check(groups.size() <= MOST_GROUPS, "it may have at most " + MOST_GROUPS + " groups");
        check(
                groups.stream().allMatch(KeyRules::isName),
                "each group must have 1 to " + MOST_CHARACTERS + " characters, and no control characters");
        check(new HashSet<>(groups).size() == groups.size(), "a group is named twice");
        check(
                groups.stream().mapToInt(String::length).sum() <= MOST_GROUP_CHARACTERS,
                "its groups may have at most " + MOST_GROUP_CHARACTERS + " characters together");
    }

    static void checkName(String name) {
        check(
                name.length() <= MOST_CHARACTERS && name.chars().noneMatch(Character::isISOControl),
                "its name may have at most " + MOST_CHARACTERS + " characters, and no control characters");
    }

    static void checkLife(Duration life) {
        check(
                life.compareTo(LEAST_LIFE) >= 0 && life.compareTo(MOST_LIFE) <= 0,
                "it must be valid for 1 minute to 366 days");
    }

    private static boolean isName(String text) {
        return !text.isBlank()
                && text.length() <= MOST_CHARACTERS
                && text.chars().noneMatch(Character::isISOControl);
    }

    private static void check(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
