package io.vectrail.provider;

import io.vectrail.provider.json.Elements;
import io.vectrail.provider.json.Elements.Element;
import io.vectrail.provider.json.Replacement;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
     * Other components in the place of a vector's. Those that are equal keep the characters that they were written in.
     *
     * @param plain the body that the vector was read from
     * @param components as many as it has, or fewer: it then ends earlier. Of packed types a multiple of eight
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
        float[] before = vector.components();
        int per = vector.type().perNumber();
        int kept = components.length / per;
        List<Replacement> changes = new ArrayList<>();
        for (int i = 0; i < kept; i++) {
            if (!Arrays.equals(components, i * per, (i + 1) * per, before, i * per, (i + 1) * per)) {
                Element element = elements.get(i);
                String number = number(vector.type(), Arrays.copyOfRange(components, i * per, (i + 1) * per));
                changes.add(
                        new Replacement(element.start(), element.end(), number.getBytes(StandardCharsets.US_ASCII)));
            }
        }
        if (kept < elements.size() && vector.type() == VectorType.SPARSE) {
            throw new IllegalArgumentException("a sparse vector is not shortened; set components to 0 instead");
        }
        if (kept < elements.size()) {
            int from = kept == 0
                    ? elements.getFirst().start()
                    : elements.get(kept - 1).end();
            changes.add(new Replacement(from, elements.getLast().end(), new byte[0]));
        }
        return changes;
    }

    private static String number(VectorType type, float[] components) {
        if (type == VectorType.FLOAT || type == VectorType.SPARSE) {
            if (!Float.isFinite(components[0])) {
                throw new IllegalArgumentException("JSON has no number that is not finite");
            }
            return Float.toString(components[0]);
        }
        return Integer.toString(PackedVector.pack(type, components)[0]);
    }
}
