package io.vectrail.provider;

import com.fasterxml.jackson.core.JsonToken;
import io.vectrail.provider.Part.Media;
import io.vectrail.provider.json.JsonCursor;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Images and other media in requests: in base64, as a data URI (RFC 2397), or by a reference to where they lie. */
final class MediaShapes {

    private static final String DATA = "data:";
    private static final String BASE64 = "base64";
    private static final String IMAGE = "image/";

    /** What a text is called that is no text. */
    private static final String INPUT = "input";

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final int MOST_TYPE_CHARACTERS = 128;

    private MediaShapes() {}

    /**
     * A data URI, a reference such as a URL or, where the provider takes that, too, bare base64.
     *
     * @param field what the codec calls it
     */
    static Shape<RequestDraft> anyForm(String field) {
        return (json, draft) -> {
            String value = json.text("\"" + field + "\" must be a string");
            if (dataUri(value)) {
                draft.part(ofDataUri(value, json));
            } else if (value.contains(":")) {
                // No base64 has a colon.
                draft.part(referred(field, json, draft));
            } else {
                draft.part(decoded("", value, json));
            }
        };
    }

    /** A reference to a medium that lies elsewhere, or a data URI. Rules see where; nobody can look at the medium there. */
    static Shape<RequestDraft> reference(String field) {
        return (json, draft) -> draft.part(referred(field, json, draft));
    }

    private static Media referred(String field, JsonCursor json, RequestDraft draft)
            throws IOException, MalformedBodyException {
        String value = json.text("\"" + field + "\" must be a string");
        if (dataUri(value)) {
            return ofDataUri(value, json);
        }
        RequestShapes.word(field, json, draft);
        return new Media("", -1, null, json.start(), json.end());
    }

    /**
     * An object with a medium in base64, or a reference to one, and perhaps its type beside it, in any order. Of a field that
     * has several names the first is what rules know it by.
     *
     * @param type names of the field that has the type
     * @param data names of the field that has the bytes
     * @param reference names of the field that says where the medium lies
     */
    static Shape<RequestDraft> object(String name, List<String> type, List<String> data, List<String> reference) {
        return (json, draft) -> {
            if (!json.at(JsonToken.START_OBJECT)) {
                throw new MalformedBodyException("\"" + name + "\" must be an object");
            }
            String mediaType = "";
            List<String> known =
                    Stream.of(type, data, reference).flatMap(List::stream).toList();
            Set<String> taken = new HashSet<>();
            List<Media> media = new ArrayList<>(1);
            while (json.next() != JsonToken.END_OBJECT) {
                String field = json.name();
                if (type.contains(field)) {
                    once(field, type, taken);
                    json.next();
                    mediaType = RequestShapes.word(type.getFirst(), json, draft);
                } else if (reference.contains(field)) {
                    once(field, reference, taken);
                    json.next();
                    media.add(referred(reference.getFirst(), json, draft));
                } else if (data.contains(field)) {
                    once(field, data, taken);
                    json.next();
                    media.add(decoded("", json.text("\"" + data.getFirst() + "\" must be a string"), json));
                } else {
                    json.unlike(known);
                    RequestShapes.stranger(json, draft);
                }
            }
            if (media.isEmpty()) {
                List<String> either =
                        Stream.concat(data.stream(), reference.stream()).toList();
                throw new MalformedBodyException("\"" + name + "\" has no \"" + either.getFirst() + "\"");
            }
            for (Media medium : media) {
                draft.part(new Media(
                        told(mediaType, medium), medium.size(), medium.sha256(), medium.start(), medium.end()));
            }
        };
    }

    private static void once(String field, List<String> names, Set<String> taken) throws MalformedBodyException {
        for (String other : names) {
            if (taken.contains(other)) {
                throw MalformedBodyException.twice(field, other);
            }
        }
        taken.add(field);
    }

    /** What it is declared to be, unless it is an image all the same. */
    private static String told(String declared, Media medium) {
        boolean itsOwn = declared.isBlank() || (!image(declared) && image(medium.mediaType()));
        return itsOwn ? medium.mediaType() : cut(declared);
    }

    private static boolean image(String type) {
        return type.strip().regionMatches(true, 0, IMAGE, 0, IMAGE.length());
    }

    /** A text that is, as a whole, where a medium lies. */
    static void referredByText(JsonCursor json, RequestDraft draft) throws IOException, MalformedBodyException {
        draft.part(referred(INPUT, json, draft));
    }

    /** Whether a string begins as a data URI does. */
    static boolean dataUri(String value) {
        return value.stripLeading().regionMatches(true, 0, DATA, 0, DATA.length());
    }

    private static Media ofDataUri(String value, JsonCursor json) throws IOException, MalformedBodyException {
        String uri = value.stripLeading();
        int comma = uri.indexOf(',');
        if (comma < 0) {
            throw new MalformedBodyException("a data URI has no comma before its data");
        }
        String type = uri.substring(DATA.length(), comma);
        String data = uri.substring(comma + 1);
        int last = type.lastIndexOf(';');
        if (last >= 0 && type.substring(last + 1).strip().equalsIgnoreCase(BASE64)) {
            return decoded(type.substring(0, last), data, json);
        }
        return medium(type, data.getBytes(StandardCharsets.UTF_8), json);
    }

    private static Media decoded(String type, String base64, JsonCursor json)
            throws IOException, MalformedBodyException {
        // Line breaks mean nothing, and both alphabets are in use.
        String compact = WHITE_SPACE.matcher(base64).replaceAll("");
        boolean urlSafe = compact.indexOf('-') >= 0 || compact.indexOf('_') >= 0;
        try {
            return medium(type, (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(compact), json);
        } catch (IllegalArgumentException e) {
            throw new MalformedBodyException("a medium is not in base64");
        }
    }

    /** One that is what stands at the cursor. */
    static Media medium(String type, byte[] bytes, JsonCursor json) throws IOException {
        String image = image(type) ? "" : MediaBytes.imageType(bytes);
        return new Media(image.isEmpty() ? cut(type) : image, bytes.length, sha256(bytes), json.start(), json.end());
    }

    private static String cut(String type) {
        String stripped = type.strip();
        return stripped.length() <= MOST_TYPE_CHARACTERS ? stripped : stripped.substring(0, MOST_TYPE_CHARACTERS);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
