package io.vectrail.provider.json;

import java.util.ArrayList;
import java.util.List;

/**
 * A JSONPath query (RFC 9535) that says of itself where its values stand, whatever the body: names and "each element", one after
 * the other. Filters, slices, indexes and descendants depend on the body, and are not taken.
 *
 * @param text as it was written
 * @param segments from the root on
 */
public record JsonPath(String text, List<Segment> segments) {

    private static final int MOST_SEGMENTS = 32;

    public JsonPath {
        segments = List.copyOf(segments);
    }

    /** A step into a value. */
    public sealed interface Segment {

        /** To an object's member: {@code .name}, {@code ['name']} or {@code ["name"]}. */
        record Name(String name) implements Segment {}

        /** To each element of an array: {@code [*]} or {@code .*}. */
        record Each() implements Segment {}
    }

    /**
     * Reads one path or several, with a comma between them.
     *
     * @throws IllegalArgumentException when one is not of this kind; says which, and what is taken
     */
    public static List<JsonPath> list(String text) {
        List<JsonPath> paths = new ArrayList<>();
        Reader reader = new Reader(text);
        do {
            paths.add(reader.path());
        } while (reader.another());
        return paths;
    }

    /** Goes through a text from left to right. */
    private static final class Reader {

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        JsonPath path() {
            blanks();
            int from = at;
            expect('$');
            List<Segment> segments = new ArrayList<>();
            while (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == '[')) {
                segments.add(text.charAt(at++) == '.' ? afterDot() : inBrackets());
                if (segments.size() > MOST_SEGMENTS) {
                    throw wrong("has more than " + MOST_SEGMENTS + " steps");
                }
            }
            return new JsonPath(text.substring(from, at), segments);
        }

        boolean another() {
            blanks();
            if (at == text.length()) {
                return false;
            }
            expect(',');
            return true;
        }

        private Segment afterDot() {
            if (at < text.length() && text.charAt(at) == '*') {
                at++;
                return new Segment.Each();
            }
            int from = at;
            while (at < text.length() && ofName(text.charAt(at), at > from)) {
                at++;
            }
            if (at == from) {
                throw wrong("has no name after the dot at character " + from);
            }
            return new Segment.Name(text.substring(from, at));
        }

        private Segment inBrackets() {
            char first = at < text.length() ? text.charAt(at) : ' ';
            Segment segment;
            if (first == '*') {
                at++;
                segment = new Segment.Each();
            } else if (first == '\'' || first == '"') {
                segment = quoted(first);
            } else {
                throw wrong("has neither * nor a quoted name in the brackets at character " + at);
            }
            expect(']');
            return segment;
        }

        private Segment quoted(char quote) {
            int end = text.indexOf(quote, at + 1);
            if (end < 0 || text.substring(at, end).contains("\\")) {
                throw wrong("has a quoted name that does not end, or that has a backslash, at character " + at);
            }
            String name = text.substring(at + 1, end);
            at = end + 1;
            return new Segment.Name(name);
        }

        /** As member-name-shorthand of RFC 9535 has it. */
        private static boolean ofName(char character, boolean later) {
            boolean letter = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
            boolean digit = character >= '0' && character <= '9';
            return letter || character == '_' || character >= 0x80 || (later && digit);
        }

        private void blanks() {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }

        private void expect(char character) {
            if (at == text.length() || text.charAt(at) != character) {
                throw wrong("needs " + character + " at character " + at);
            }
            at++;
        }

        private IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException("JSONPath " + text + " " + what
                    + "; it may have $, .name, ['name'], [*] and .*, and a comma between two paths");
        }
    }
}
