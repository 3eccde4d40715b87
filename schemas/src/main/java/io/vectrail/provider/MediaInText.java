package io.vectrail.provider;

import io.vectrail.provider.Part.Role;
import io.vectrail.provider.Part.Text;
import io.vectrail.provider.json.JsonCursor;
import io.vectrail.provider.json.MalformedBodyException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Strings that are media all the same, where the body says that they are texts, or nothing at all. */
final class MediaInText {

    /** What a text is called that is no text. */
    private static final String INPUT = "input";

    /** Up to its data, whatever stands before them. */
    private static final Pattern BEGINNING = Pattern.compile("\\s*+data:[^,]*+,", Pattern.CASE_INSENSITIVE);

    /** Of a type that is a medium's, whatever its data are. */
    private static final Pattern OF_MEDIUM = Pattern.compile(
            "\\s*+data:\\s*+(?:(?:image|audio|video)/[^\\s,;]++|application/pdf)\\s*+(?:;[^,]*+)?+,",
            Pattern.CASE_INSENSITIVE);

    /** What says of a data URI that it is in base64. */
    private static final Pattern IN_BASE64 = Pattern.compile(";\\s*+base64\\s*+,", Pattern.CASE_INSENSITIVE);

    /** As many bytes as hardly any medium lies in, and more digits than names and ids have. */
    private static final int FEWEST_DIGITS = 64;

    private MediaInText() {}

    /**
     * A data URI: in base64, or one that does not say so and begins as a medium does.
     *
     * <p>Source: LiteLLM, {@code is_base64_encoded} and {@code _is_multimodal_element}, each of which takes more than RFC 2397.
     *
     * @param type what stands before its data
     * @param from where the data begin
     * @param known whether they begin as a medium does
     * @param whole whether nothing else follows them
     */
    private record DataUri(String type, int from, boolean known, boolean whole) {

        static @Nullable DataUri of(String text) {
            int comma = text.indexOf(',');
            if (comma < 0 || !MediaShapes.dataUri(text)) {
                return null;
            }
            Matcher mark = IN_BASE64.matcher(text);
            boolean marked = mark.find();
            boolean knownAtComma = MediaBytes.inBase64(text, comma + 1);
            int behindMark = marked ? mark.end() : comma + 1;
            boolean known = knownAtComma || MediaBytes.inBase64(text, behindMark);
            if (!marked && !known) {
                return null;
            }
            boolean whole = digits(text, behindMark);
            boolean ofMark = marked && (!knownAtComma || behindMark == comma + 1);
            String type = text.substring(text.indexOf(':') + 1, ofMark ? mark.start() : comma);
            return new DataUri(type, ofMark ? behindMark : comma + 1, known, whole);
        }
    }

    /**
     * A text that is a data URI as a whole: servers that know it for one embed what stands in it, and others the text. So rules
     * see both. Where its last digit is half a byte alone, or its padding is wrong, it is one of the others.
     *
     * @return whether it is one
     */
    static boolean whole(String text, JsonCursor json, RequestDraft draft) throws IOException, MalformedBodyException {
        DataUri uri = DataUri.of(text);
        if (uri == null || !uri.whole()) {
            return false;
        }
        medium(MediaShapes.medium(uri.type(), MediaBytes.decoded(text, uri.from()), json), json, draft);
        return true;
    }

    /** The same of bare base64 that begins as a medium does, as LiteLLM takes it for Bedrock's TwelveLabs Marengo. */
    static boolean bare(String text, JsonCursor json, RequestDraft draft) throws IOException, MalformedBodyException {
        if (!digits(text, 0) || !MediaBytes.inBase64(text, 0)) {
            return false;
        }
        medium(MediaShapes.medium("", MediaBytes.decoded(text, 0), json), json, draft);
        return true;
    }

    private static void medium(Part.Media medium, JsonCursor json, RequestDraft draft)
            throws IOException, MalformedBodyException {
        draft.part(medium);
        RequestShapes.word(INPUT, json, draft);
    }

    /**
     * A text that begins with a data URI, and goes on: a piece of a page or, to a server that reads no further or passes over
     * what is not base64, a medium. It is an input of both.
     *
     * @return whether it is one
     */
    static boolean begun(String text, JsonCursor json, RequestDraft draft) throws IOException, MalformedBodyException {
        DataUri uri = DataUri.of(text);
        if (uri == null || uri.whole() || !uri.known()) {
            return false;
        }
        draft.input(json, (at, parts) -> {
            parts.part(new Text(Role.INPUT, "", text, at.start(), at.end()));
            parts.part(MediaShapes.medium(uri.type(), MediaBytes.decoded(text, uri.from()), at));
        });
        return true;
    }

    /**
     * Whether a string that nobody says anything of is a medium, as its provider may well find: a data URI in base64 or of a
     * medium's type, or base64 that begins as a medium does and is long enough to be one, whatever stands between its digits.
     */
    static boolean holdsMedium(String text) {
        Matcher uri = BEGINNING.matcher(text);
        if (!uri.lookingAt()) {
            return begins(text, 0);
        }
        boolean marked = IN_BASE64.matcher(text).region(0, uri.end()).find();
        return OF_MEDIUM.matcher(text).lookingAt() || (marked && digits(text, uri.end())) || begins(text, uri.end());
    }

    private static boolean begins(String text, int from) {
        return MediaBytes.digits(text, from, FEWEST_DIGITS) == FEWEST_DIGITS && MediaBytes.inBase64(text, from);
    }

    /** Whether nothing else follows but digits of base64, then padding, and white space between them. By hand: every text is looked at. */
    private static boolean digits(String text, int from) {
        int at = from;
        while (at < text.length() && (isOfEitherAlphabet(text.charAt(at)) || isSpace(text.charAt(at)))) {
            at++;
        }
        while (at < text.length() && (text.charAt(at) == '=' || isSpace(text.charAt(at)))) {
            at++;
        }
        return at == text.length();
    }

    private static boolean isOfEitherAlphabet(char character) {
        return character == '-' || character == '_' || MediaBytes.isDigit(character);
    }

    private static boolean isSpace(char character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }
}
