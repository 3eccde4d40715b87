package io.vectrail.policy.detect.type;

/** All words between two places. */
final class WordsBetween extends Words {

    static final Words NONE = new WordsBetween("", 0, 0);

    private final int from;
    private int at;

    WordsBetween(CharSequence text, int from, int end) {
        super(text);
        this.from = from;
        this.at = end;
    }

    @Override
    boolean readOn() {
        while (at > from && !Letters.is(text.charAt(at - 1))) {
            at--;
        }
        if (at <= from) {
            return false;
        }
        int start = Letters.start(text, at, from);
        add(start, at);
        at = start;
        return true;
    }
}
