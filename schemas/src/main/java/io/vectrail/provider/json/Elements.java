package io.vectrail.provider.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Where the numbers of a vector stand, for whoever changes some of them and none of the others. */
public final class Elements {

    private static final String INDEX = "index";

    private Elements() {}

    /**
     * One number.
     *
     * @param start its first byte in the body
     * @param end one past its last
     */
    public record Element(int start, int end) {}

    /**
     * Finds them: the elements of an array or, of a sparse vector's, what stands beside their index.
     *
     * @param start first byte of the array, which has been read before
     * @param end one past its last byte
     */
    public static List<Element> of(byte[] body, int start, int end) {
        List<Element> elements = new ArrayList<>();
        try (JsonParser parser = StrictJson.parser(body, start, end)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isNumeric() && !INDEX.equals(parser.currentName())) {
                    parser.finishToken();
                    elements.add(new Element(
                            start + (int) parser.currentTokenLocation().getByteOffset(),
                            start + (int) parser.currentLocation().getByteOffset()));
                }
            }
            return elements;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
