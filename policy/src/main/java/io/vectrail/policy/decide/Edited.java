package io.vectrail.policy.decide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text with edits made. Of edits that overlap the longest says what stands in the place of all of them, or else nothing of
 * the others may stay; of equally long ones the first.
 *
 * @param text the new one
 * @param made in the text's order, apart from each other
 */
record Edited(String text, List<Made> made) {

    /**
     * One that was made.
     *
     * @param edit whose text stands there now
     * @param start first character of what was replaced
     * @param end one past its last
     * @param at where the new text begins
     */
    record Made(Edit edit, int start, int end, int at) {

        int newEnd() {
            return at + edit.text().length();
        }
    }

    static Edited of(String text, List<Edit> edits) {
        List<Edit> inOrder =
                edits.stream().sorted(Comparator.comparingInt(Edit::start)).toList();
        StringBuilder changed = new StringBuilder(text.length());
        List<Made> made = new ArrayList<>();
        int done = 0;
        for (int i = 0; i < inOrder.size(); ) {
            Edit longest = inOrder.get(i);
            int start = longest.start();
            int end = longest.end();
            for (i++; i < inOrder.size() && inOrder.get(i).start() < end; i++) {
                Edit next = inOrder.get(i);
                end = Math.max(end, next.end());
                longest = next.length() > longest.length() ? next : longest;
            }
            changed.append(text, done, start);
            made.add(new Made(longest, start, end, changed.length()));
            changed.append(longest.text());
            done = end;
        }
        changed.append(text, done, text.length());
        return new Edited(changed.toString(), made);
    }

    /** Where a place of the old text begins in the new one. */
    int start(int old) {
        Made before = lastFrom(old);
        if (before == null) {
            return old;
        }
        return old < before.end ? before.at : old + before.newEnd() - before.end;
    }

    /** Where a place of the old text ends in the new one. */
    int end(int old) {
        Made before = lastFrom(old - 1);
        if (before == null) {
            return old;
        }
        return old <= before.end ? before.newEnd() : old + before.newEnd() - before.end;
    }

    /** The last that begins at a place of the old text, or before it. */
    private @Nullable Made lastFrom(int old) {
        int low = 0;
        int high = made.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (made.get(middle).start <= old) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? null : made.get(low - 1);
    }
}
