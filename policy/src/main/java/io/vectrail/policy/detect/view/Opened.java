package io.vectrail.policy.detect.view;

import org.jspecify.annotations.Nullable;

/**
 * Reading 3: what the base64 of a text says, folded, each run on lines of its own. Whatever is found in a run stands for all of
 * it. One reading for all runs, as a text may have very many.
 */
final class Opened {

    private final String text;
    private final ViewBuilder view;

    private Opened(String text) {
        this.text = text;
        view = new ViewBuilder(256);
    }

    /**
     * @param first the text's first run
     * @return nothing where no run says anything
     */
    static @Nullable View of(String text, Base64Run first) {
        Opened opened = new Opened(text);
        for (Base64Run run = first; run != null; run = Base64Run.next(text, run.end())) {
            opened.open(run);
        }
        return opened.view.isEmpty() ? null : opened.view.build();
    }

    /** As a whole; or else line by line, as what follows a line may have been of its length by chance. */
    private void open(Base64Run run) {
        if (said(run.start(), run.end())) {
            return;
        }
        if (!run.hasLines(text)) {
            openParts(run.start(), run.end());
            return;
        }
        int line = run.start();
        for (int i = line; i <= run.end(); i++) {
            if (i == run.end() || isSpace(text.charAt(i))) {
                if (i - line >= Base64Run.SHORTEST && !said(line, i)) {
                    openParts(line, i);
                }
                line = i + 1;
            }
        }
    }

    /** What stands behind a slash of an address or a path, for instance. */
    private void openParts(int start, int end) {
        int part = start;
        for (int i = start; i <= end; i++) {
            if (i == end || Base64Alphabet.separates(text.charAt(i))) {
                boolean whole = part == start && i == end;
                if (!whole && i - part >= Base64Run.SHORTEST) {
                    said(part, i);
                }
                part = i + 1;
            }
        }
    }

    private boolean said(int start, int end) {
        String said = Base64Text.of(text, start, end);
        if (said == null) {
            return false;
        }
        said.codePoints().forEach(codePoint -> view.put(codePoint, start, end));
        view.put('\n', start, end);
        return true;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
