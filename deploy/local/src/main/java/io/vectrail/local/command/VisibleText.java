package io.vectrail.local.command;

import java.util.Locale;

/** Texts that others wrote, made safe for a terminal: what would move the cursor, hide or reorder text is shown by its number. */
final class VisibleText {
    private VisibleText() {}

    static String of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\t' || !isHidden(c)) {
                visible.appendCodePoint(c);
            } else {
                visible.append("<U+")
                        .append(String.format(Locale.ROOT, "%04X", c))
                        .append('>');
            }
        });
        return visible.toString();
    }

    /** For a cell of a table: on one line, of at most {@code columns} characters. */
    static String cell(String text, int columns) {
        String visible = of(text.replace('\n', ' ').replace('\t', ' ').replace("\r", ""));
        return visible.codePointCount(0, visible.length()) <= columns
                ? visible
                : visible.substring(0, visible.offsetByCodePoints(0, columns - 1)) + "…";
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT, // bidi controls, zero-width characters, tags
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
