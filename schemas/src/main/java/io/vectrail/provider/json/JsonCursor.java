package io.vectrail.provider.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Stands at one value of a body and knows which of its bytes are that value. */
public final class JsonCursor implements AutoCloseable {

    private static final String HALF_A_SURROGATE = "a string has half of a surrogate pair; send well-formed Unicode";

    /** No vector is as short, and other arrays of numbers are hardly longer. */
    private static final int MOST_NUMBERS_UNREAD = 16;

    /** Of an object, in all that nobody reads of it: a vector may stand in several arrays, or in none. */
    private static final int MOST_NUMBERS_UNREAD_ALTOGETHER = 64;

    private final byte[] body;
    private final BodyParser parser;
    private final Numbers numbers;

    private @Nullable JsonToken token;
    private int unread;

    private JsonCursor(byte[] body) throws IOException {
        this.body = body;
        this.parser = StrictJson.parser(body);
        this.numbers = new Numbers(body);
    }

    /**
     * Reads a body whole by its shape.
     *
     * @param what how errors call the body, such as "the response"
     * @throws MalformedBodyException when it is not of that shape, or no strict JSON
     */
    public static <T> void read(String what, byte[] body, Shape<? super T> shape, T into)
            throws MalformedBodyException {
        if (!Utf8.wellFormed(body)) {
            throw notJson(what);
        }
        try (JsonCursor json = new JsonCursor(body)) {
            json.next();
            shape.read(json, into);
            if (json.next() != null) {
                throw new MalformedBodyException(what + " goes on after its JSON value");
            }
        } catch (IOException e) {
            // The parser's own message may quote the body.
            throw notJson(what);
        }
    }

    private static MalformedBodyException notJson(String what) {
        return new MalformedBodyException(what + " is not one JSON value in UTF-8 without duplicate keys");
    }

    /** Goes on to the next token; null at the end. */
    public @Nullable JsonToken next() throws IOException {
        token = parser.nextToken();
        return token;
    }

    /** Where it stands; null at the end. */
    public @Nullable JsonToken token() {
        return token;
    }

    public boolean at(JsonToken expected) {
        return token == expected;
    }

    /** The name of the field whose value it stands at, or of the field itself. */
    public String name() throws IOException {
        return parser.currentName();
    }

    /** First byte of the token. */
    public int start() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** One past the last byte of the token. */
    public int end() throws IOException {
        parser.finishToken();
        return (int) parser.currentLocation().getByteOffset();
    }

    /**
     * The string that it stands at.
     *
     * @param otherwise what is wrong where it is no string
     */
    public String text(String otherwise) throws IOException, MalformedBodyException {
        if (token != JsonToken.VALUE_STRING) {
            throw new MalformedBodyException(otherwise);
        }
        return wellFormed(parser.getText());
    }

    /** One past the last byte of the name of the field that it stands at: its closing quote. */
    public int nameEnd() {
        int at = start() + 1;
        while (body[at] != '"') {
            at += body[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    /** The name of the field that it stands at, checked as texts are. */
    public String checkedName() throws IOException, MalformedBodyException {
        return wellFormed(parser.currentName());
    }

    /** Refuses the name of a field that is one of these in other letters: some parsers take it for the same. */
    public void unlike(Collection<String> known) throws IOException, MalformedBodyException {
        String name = parser.currentName();
        for (String other : known) {
            if (other.equalsIgnoreCase(name)) {
                throw new MalformedBodyException(
                        "a field is named like \"" + other + "\" in other letters; write it as the provider does");
            }
        }
    }

    /**
     * The whole number that it stands at.
     *
     * @param otherwise what is wrong where it is none, or larger than an int
     */
    public int integer(String otherwise) throws IOException, MalformedBodyException {
        if (token != JsonToken.VALUE_NUMBER_INT || !parser.getNumberType().equals(JsonParser.NumberType.INT)) {
            throw new MalformedBodyException(otherwise);
        }
        return parser.getIntValue();
    }

    /** The count that it stands at; null where it is no whole number from 0 on. */
    public @Nullable Long count() throws IOException {
        boolean fits =
                token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        long value = fits ? parser.getLongValue() : -1;
        return value < 0 ? null : value;
    }

    /**
     * The array of numbers that it stands at, each rounded to float32; infinite where one is too large for that.
     *
     * @param most elements
     * @param otherwise what is wrong where it is none
     * @param tooLong what is wrong where it has more elements
     */
    public float[] numbers(int most, String otherwise, String tooLong) throws IOException, MalformedBodyException {
        if (token != JsonToken.START_ARRAY) {
            throw new MalformedBodyException(otherwise);
        }
        if (numbers.read(start(), most)) {
            parser.goOnFrom(numbers.end());
            next();
            return numbers.values();
        }
        for (int count = 0; next() != JsonToken.END_ARRAY; count++) {
            if (count == most) {
                throw new MalformedBodyException(tooLong);
            }
            if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
                break;
            }
        }
        throw new MalformedBodyException(otherwise);
    }

    /**
     * The number that it stands at, rounded to float32; infinite where it is too large for one.
     *
     * @param otherwise what is wrong where it is no number
     */
    public float number(String otherwise) throws IOException, MalformedBodyException {
        if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
            throw new MalformedBodyException(otherwise);
        }
        return parser.getFloatValue();
    }

    /** Refuses a number that is longer or larger than any that is meant: other parsers read something else in it. */
    public void checkNumber() throws IOException, MalformedBodyException {
        if (!Double.isFinite(parser.getDoubleValue())) {
            throw new MalformedBodyException("the body has a number that no double can hold");
        }
    }

    /**
     * The bytes that the string stands for in base64.
     *
     * @param otherwise what is wrong where it is not base64
     */
    public byte[] base64(String otherwise) throws IOException, MalformedBodyException {
        if (token != JsonToken.VALUE_STRING) {
            throw new MalformedBodyException(otherwise);
        }
        int first = start() + 1;
        int last = Utf8.indexOf((byte) '"', body, first);
        if (last >= 0 && (last - first) % 4 == 0) {
            try {
                // Decoded where it lies: the parser would copy it twice and take ten times as long.
                byte[] decoded = bytes(Base64.getDecoder().decode(ByteBuffer.wrap(body, first, last - first)));
                parser.goOnFrom(last + 1);
                return decoded;
            } catch (IllegalArgumentException e) {
                return parser.getBinaryValue();
            }
        }
        // White space, escapes, no padding: the parser decides.
        return parser.getBinaryValue();
    }

    private static byte[] bytes(ByteBuffer decoded) {
        byte[] array = decoded.array();
        return decoded.arrayOffset() == 0 && decoded.limit() == array.length
                ? array
                : Arrays.copyOfRange(array, decoded.arrayOffset(), decoded.arrayOffset() + decoded.limit());
    }

    /** Passes over the value, whatever it is but a vector: nobody would have seen it. */
    public void skip() throws IOException, MalformedBodyException {
        switch (token) {
            case START_OBJECT, START_ARRAY -> skipChildren();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> fewNumbers(parser.getParsingContext());
            case null, default -> {}
        }
    }

    private void skipChildren() throws IOException, MalformedBodyException {
        for (int depth = 1; depth > 0; ) {
            switch (next()) {
                case START_OBJECT, START_ARRAY -> depth++;
                case END_OBJECT, END_ARRAY -> depth--;
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> fewNumbers(parser.getParsingContext());
                case null -> throw new JsonEOFException(parser, null, "the value does not end");
                default -> {}
            }
        }
    }

    private void fewNumbers(JsonStreamContext within) throws MalformedBodyException {
        boolean tooLong = within.inArray() && within.getCurrentIndex() >= MOST_NUMBERS_UNREAD;
        if (tooLong || ++unread > MOST_NUMBERS_UNREAD_ALTOGETHER) {
            throw new MalformedBodyException("the response has vectors where none are known");
        }
    }

    /**
     * An object that is read begins, and of what nobody reads of it the numbers are counted.
     *
     * @return what {@link #leave} is given at its end
     */
    int enter() {
        int outside = unread;
        unread = 0;
        return outside;
    }

    /** It ends. */
    void leave(int outside) {
        unread = outside;
    }

    private static String wellFormed(String text) throws MalformedBodyException {
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                if (!Character.isSurrogatePair(text.charAt(at), at + 1 < text.length() ? text.charAt(at + 1) : 0)) {
                    throw new MalformedBodyException(HALF_A_SURROGATE);
                }
                at++;
            }
        }
        return text;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
