package io.vectrail.policy.rule;

/** What stands in a value's place. */
public sealed interface MaskStyle {

    /** Characters that stay of a value that is partly masked. */
    int KEPT = 4;

    int MOST_ASCII = 0x7F;

    /**
     * What stands in a value's place.
     *
     * @param type such as EMAIL_ADDRESS, or the rule's name
     */
    String mask(String type, String value);

    /** Its type, in angle brackets. */
    record ByType() implements MaskStyle {

        @Override
        public String mask(String type, String value) {
            return "<" + type + ">";
        }
    }

    /** Its type and a keyed hash: the same value has the same everywhere, and without the key nobody finds it by trying. */
    record ByHash(MaskKey key) implements MaskStyle {

        @Override
        public String mask(String type, String value) {
            return "<" + type + ":" + key.token(type, value) + ">";
        }
    }

    /**
     * An asterisk for each character but the last four, where there are eight; ASCII's spaces and signs stay and do not count. Any
     * other character may stand for a letter or digit.
     */
    record Partial() implements MaskStyle {

        @Override
        public String mask(String type, String value) {
            int count = (int) value.codePoints().filter(Partial::says).count();
            int masked = count < 2 * KEPT ? count : count - KEPT;
            StringBuilder mask = new StringBuilder(value.length());
            int seen = 0;
            for (int c : value.codePoints().toArray()) {
                boolean hidden = says(c) && seen++ < masked;
                mask.appendCodePoint(hidden ? '*' : c);
            }
            // A word of a dictionary may have signs alone.
            return count == 0 ? "*".repeat(KEPT) : mask.toString();
        }

        private static boolean says(int c) {
            return c > MOST_ASCII || Character.isLetterOrDigit(c);
        }
    }

    /** A text of the document's choice. */
    record Fixed(String text) implements MaskStyle {

        @Override
        public String mask(String type, String value) {
            return text;
        }
    }
}
