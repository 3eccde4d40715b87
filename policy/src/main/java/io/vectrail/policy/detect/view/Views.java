package io.vectrail.policy.detect.view;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The readings of a text: as it looks, as it is decoded, and what its base64 says. They undo one level of encoding and never
 * read each other's result, so that a text has at most three, and time and memory grow with its length alone: a reading is longer
 * than its text only where one character stands for two or three. No text fails.
 */
public final class Views {

    private Views() {}

    /** The readings that differ from the text; none for ASCII that encodes nothing, which takes some 1 ns for a character. */
    public static List<View> of(String text) {
        boolean encoded = Glance.isEncoded(text);
        boolean beyondAscii = Glance.isBeyondAscii(text);
        Base64Run first = Base64Run.next(text, 0);
        if (!encoded && !beyondAscii && first == null) {
            return List.of();
        }
        List<View> views = new ArrayList<>(3);
        add(views, beyondAscii ? Folded.of(text) : null);
        add(views, encoded ? Decoded.of(text) : null);
        add(views, first == null ? null : Opened.of(text, first));
        return views;
    }

    private static void add(List<View> views, @Nullable View view) {
        if (view != null) {
            views.add(view);
        }
    }
}
