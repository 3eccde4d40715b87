package io.vectrail.policy.detect.view;

import org.jspecify.annotations.Nullable;

/** Reading 2: a text whose characters are decoded, each once, and then folded. What is encoded twice stays encoded once. */
final class Decoded {

    private Decoded() {}

    /** @return nothing where nothing is encoded */
    static @Nullable View of(String text) {
        if (!hasUnit(text)) {
            return null;
        }
        char[] chars = text.toCharArray();
        ViewBuilder view = new ViewBuilder(chars.length);
        int i = 0;
        while (i < text.length()) {
            Unit unit = unit(text, i);
            if (unit == null) {
                i = view.read(chars, i);
            } else {
                view.put(unit.codePoint(), i, unit.end());
                i = unit.end();
            }
        }
        return view.build();
    }

    private static boolean hasUnit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (unit(text, i) != null) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Unit unit(String text, int at) {
        return switch (text.charAt(at)) {
            case '%' -> Percent.at(text, at);
            case '&' -> Entity.at(text, at);
            case '\\' -> Escape.at(text, at);
            default -> null;
        };
    }
}
