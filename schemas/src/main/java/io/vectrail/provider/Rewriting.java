package io.vectrail.provider;

import io.vectrail.provider.json.Elements;
import io.vectrail.provider.json.Elements.Element;
import io.vectrail.provider.json.Replacement;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** How a text or a vector is written in the place of another, in the form that the other has. */
public final class Rewriting {

    private Rewriting() {}

    /**
     * Another text in the place of a part: a string for a string, token ids for token ids.
     *
     * @throws IllegalArgumentException when the part has no text, so that nobody could have found anything in it
     */
    public static Replacement of(Part part, String text) {
        return switch (part) {
            case Part.Text string -> Replacement.string(string.start(), string.end(), text);
            case Part.Tokens tokens -> new Replacement(tokens.start(), tokens.end(), ids(tokens, text));
            case Part.Media media -> throw new IllegalArgumentException("a medium has no text");
        };
    }

    private static byte[] ids(Part.Tokens tokens, String text) {
        if (tokens.tokenizer() == null) {
            throw new IllegalArgumentException("these token ids were not decoded");
        }
        return Arrays.stream(tokens.tokenizer().encode(text, tokens.ids()))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Other components in the place of a vector's. Those that are equal keep the characters that they were written in, unless
     * these are of a number that only reads as 0 since no float32 is as small.
     *
     * @param plain the body that the vector was read from
     * @param components as many as it has, or fewer: it then ends earlier. Of packed types a multiple of eight
     * @return at most one: from what is changed first to what is changed last
     */
    public static List<Replacement> of(byte[] plain, Vector vector, float[] components) {
        if (components.length > vector.dimensions()
                || components.length % vector.type().perNumber() != 0) {
            throw new IllegalArgumentException("a vector can be shortened, by whole numbers, and not made longer");
        }
        return vector.base64()
                ? List.of(Replacement.string(vector.start(), vector.end(), base64(vector.type(), components)))
                : numbers(plain, vector, components);
    }

    private static String base64(VectorType type, float[] components) {
        ByteBuffer bytes;
        if (type == VectorType.FLOAT) {
            bytes = ByteBuffer.allocate(components.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(components);
        } else {
            int[] packed = PackedVector.pack(type, components);
            bytes = ByteBuffer.allocate(packed.length);
            for (int number : packed) {
                bytes.put((byte) number);
            }
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static List<Replacement> numbers(byte[] plain, Vector vector, float[] components) {
        List<Element> elements = Elements.of(plain, vector.start(), vector.end());
        int kept = components.length / vector.type().perNumber();
        if (kept < elements.size() && vector.type() == VectorType.SPARSE) {
            throw new IllegalArgumentException("a sparse vector is not shortened; set components to 0 instead");
        }
        float[] before = vector.components();
        Rewritten rewritten = new Rewritten(plain);
        for (int i = 0; i < kept; i++) {
            if (differs(plain, elements.get(i), vector.type(), components, before, i)) {
                rewritten.put(elements.get(i).start(), elements.get(i).end(), number(vector.type(), components, i));
            }
        }
        if (kept < elements.size()) {
            int from = kept == 0
                    ? elements.getFirst().start()
                    : elements.get(kept - 1).end();
            rewritten.put(from, elements.getLast().end(), "");
        }
        return rewritten.replacement();
    }

    private static boolean differs(
            byte[] plain, Element element, VectorType type, float[] components, float[] before, int number) {
        int from = number * type.perNumber();
        int to = from + type.perNumber();
        return !Arrays.equals(components, from, to, before, from, to)
                || (type.perNumber() == 1 && components[from] == 0 && !isWrittenZero(plain, element));
    }

    /** Whether the digits before an exponent are all 0. */
    private static boolean isWrittenZero(byte[] plain, Element element) {
        for (int i = element.start(); i < element.end() && plain[i] != 'e' && plain[i] != 'E'; i++) {
            if (plain[i] >= '1' && plain[i] <= '9') {
                return false;
            }
        }
        return true;
    }

    private static String number(VectorType type, float[] components, int number) {
        if (type == VectorType.FLOAT || type == VectorType.SPARSE) {
            if (!Float.isFinite(components[number])) {
                throw new IllegalArgumentException("JSON has no number that is not finite");
            }
            return Float.toString(components[number]);
        }
        int from = number * type.perNumber();
        return Integer.toString(
                PackedVector.pack(type, Arrays.copyOfRange(components, from, from + type.perNumber()))[0]);
    }
}
