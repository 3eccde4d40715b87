package io.vectrail.provider.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;

/**
 * Other bytes for a part of a body.
 *
 * @param start first byte of what is replaced
 * @param end one past its last byte
 * @param json what takes its place
 */
public record Replacement(int start, int end, byte[] json) {

    /** A string, with its quotes, in place of another value. */
    public static Replacement string(int start, int end, String text) {
        byte[] inside = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        byte[] literal = new byte[inside.length + 2];
        literal[0] = '"';
        System.arraycopy(inside, 0, literal, 1, inside.length);
        literal[literal.length - 1] = '"';
        return new Replacement(start, end, literal);
    }

    /**
     * The body with each part replaced; all other bytes stay as they are.
     *
     * @throws IllegalArgumentException when two parts overlap or one lies outside
     */
    public static byte[] apply(byte[] body, List<Replacement> replacements) {
        List<Replacement> inOrder = replacements.stream()
                .sorted(Comparator.comparingInt(Replacement::start))
                .toList();
        long length = body.length;
        int at = 0;
        for (Replacement next : inOrder) {
            if (next.start < at || next.end < next.start || next.end > body.length) {
                throw new IllegalArgumentException("the parts to replace overlap, or lie outside of the body");
            }
            length += next.json.length - (next.end - next.start);
            at = next.end;
        }
        // Of its length at once: a body may be large, and a buffer that grows holds it three times.
        ByteBuffer changed = ByteBuffer.allocate(Math.toIntExact(length));
        at = 0;
        for (Replacement next : inOrder) {
            changed.put(body, at, next.start - at).put(next.json);
            at = next.end;
        }
        return changed.put(body, at, body.length - at).array();
    }
}
