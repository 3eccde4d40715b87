package io.vectrail.runtime.token;

import org.jspecify.annotations.Nullable;

/** What an issuer may call somebody: what people can read in a record, and tell from another name. */
public final class SubjectName {

    private static final int MOST_CHARACTERS = 256;

    /** Letters and marks that show nothing: Hangul and Braille fillers, a joiner, variation selectors. */
    private static final String FILLERS =
            "\u115f\u1160\u3164\uffa0\u2800\u034f\ufe00\ufe01\ufe02\ufe03\ufe04\ufe05\ufe06\ufe07\ufe08\ufe09"
                    + "\ufe0a\ufe0b\ufe0c\ufe0d\ufe0e\ufe0f";

    private SubjectName() {}

    /** Why it cannot stand in a record, as what comes after "its subject"; null where it can. */
    public static @Nullable String wrong(String name) {
        if (name.isBlank() || name.length() > MOST_CHARACTERS) {
            return "is missing or longer than " + MOST_CHARACTERS + " characters";
        }
        boolean seen = !Character.isSpaceChar(name.codePointAt(0))
                && !Character.isSpaceChar(name.codePointBefore(name.length()))
                && name.codePoints().allMatch(SubjectName::isSeen);
        return seen ? null : "has control characters, invisible ones, or white space around it";
    }

    private static boolean isSeen(int character) {
        if (FILLERS.indexOf(character) >= 0) {
            return false;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
