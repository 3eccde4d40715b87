package io.vectrail.policy.detect.view;

import org.jspecify.annotations.Nullable;

/** Reading 1: a text as it looks. Other scripts' letters that nobody takes for ASCII ones stay. */
final class Folded {

    private Folded() {}

    /** @return nothing where the text is what it looks like */
    static @Nullable View of(String text) {
        char[] chars = text.toCharArray();
        ViewBuilder view = new ViewBuilder(chars.length);
        int i = 0;
        while (i < chars.length) {
            i = view.read(chars, i);
        }
        return view.isFolded() ? view.build() : null;
    }
}
