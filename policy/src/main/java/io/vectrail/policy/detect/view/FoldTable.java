package io.vectrail.policy.detect.view;

import org.jspecify.annotations.Nullable;

/**
 * What each code point folds to, remembered. Pages of 256 code points are filled when a text first has one of them, so that
 * nobody waits for scripts that no text is in. All of them take less than 1 MB, as pages without a fold are one.
 */
final class FoldTable {

    private static final int BITS = 8;
    private static final int SIZE = 1 << BITS;
    private static final Page NO_FOLDS = new Page(new int[SIZE]);

    /** Read without a lock: whoever sees a page sees its final field's content (JLS 17.5), who sees none fills it anew. */
    private static final @Nullable Page[] PAGES = new @Nullable Page[(Character.MAX_CODE_POINT + 1) >>> BITS];

    private FoldTable() {}

    private record Page(int[] folds) {}

    /** See {@link FoldRule#of}. */
    static int of(int codePoint) {
        Page page = PAGES[codePoint >>> BITS];
        return (page == null ? fill(codePoint >>> BITS) : page).folds[codePoint & (SIZE - 1)];
    }

    private static Page fill(int number) {
        int[] folds = new int[SIZE];
        boolean folded = false;
        for (int i = 0; i < SIZE; i++) {
            folds[i] = FoldRule.of((number << BITS) + i);
            folded |= folds[i] != FoldRule.SAME;
        }
        Page page = folded ? new Page(folds) : NO_FOLDS;
        PAGES[number] = page;
        return page;
    }
}
