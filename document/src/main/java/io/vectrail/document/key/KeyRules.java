package io.vectrail.document.key;

import io.vectrail.runtime.token.SubjectName;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** What a key may say. Pure. */
final class KeyRules {

    static final Duration LEAST_LIFE = Duration.ofMinutes(1);
    static final Duration MOST_LIFE = Duration.ofDays(366);

    private static final int MOST_CHARACTERS = 256;
    private static final int MOST_GROUPS = 256;

    /** Of whoever created an API token: what a subject may have, and an issuer's prefix. */
    private static final int MOST_OF_CREATOR = 512;

    private static final Pattern PROGRAM = Pattern.compile("[a-z0-9._-]{1,64}");

    /** Of all groups of a key together: whoever takes keys has every one in memory. */
    private static final int MOST_GROUP_CHARACTERS = 4_096;

    /** The subject of callers that nobody knows. */
    private static final String NOBODY = "anonymous";

    private KeyRules() {}

    /** Of a caller's key. */
    static void checkCaller(String subject, String name) {
        String prefix = KeyKind.CALLER.prefix();
        check(subject.startsWith(prefix), "its subject must begin with " + prefix);
        String caller = subject.substring(prefix.length());
        check(
                isName(caller) && SubjectName.wrong(caller) == null,
                "its subject must have 1 to " + MOST_CHARACTERS
                        + " characters, and no control characters, invisible ones, or white space around it");
        check(!caller.equals(NOBODY), "its subject is one that stands for callers that nobody knows");
        check(
                name.length() <= MOST_CHARACTERS && name.chars().noneMatch(Character::isISOControl),
                "its name may have at most " + MOST_CHARACTERS + " characters, and no control characters");
    }

    /** Of an API token. None creates another, or it would outlive whoever is behind it. */
    static void checkProgram(String subject, String name, String createdBy) {
        check(PROGRAM.matcher(name).matches(), "its name must be 1 to 64 of a-z, 0-9, dot, underscore, hyphen");
        check(
                !createdBy.isBlank() && createdBy.length() <= MOST_OF_CREATOR && !KeyKind.API.isSubject(createdBy),
                "its creator must be a person's subject, of at most " + MOST_OF_CREATOR + " characters");
        check(subject.equals(IssuedKey.subject(createdBy, name)), "its subject must say who created it, and its name");
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
