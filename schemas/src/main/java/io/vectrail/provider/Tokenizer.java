package io.vectrail.provider;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import io.vectrail.provider.json.MalformedBodyException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What token ids stand for, so that rules and auditors see text. The encodings are OpenAI's, through jtokkit. */
public final class Tokenizer {

    /** The codec setting that names an encoding. */
    static final String SETTING = "tokenEncoding";

    private static final EncodingRegistry ENCODINGS = Encodings.newLazyEncodingRegistry();

    private final Encoding encoding;

    private Tokenizer(Encoding encoding) {
        this.encoding = encoding;
    }

    /** The tokenizer of a model; empty for one that is not OpenAI's. */
    static Optional<Tokenizer> ofModel(String model) {
        return ENCODINGS.getEncodingForModel(model).map(Tokenizer::new);
    }

    /**
     * The tokenizer that a connection tells of, such as {@code cl100k_base}; empty where it tells of none.
     *
     * @throws IllegalArgumentException when there is none of this name; says which there are
     */
    static Optional<Tokenizer> ofSettings(Map<String, String> settings) {
        return Optional.ofNullable(settings.get(SETTING)).map(Tokenizer::named);
    }

    private static Tokenizer named(String name) {
        return EncodingType.fromName(name)
                .map(type -> new Tokenizer(ENCODINGS.getEncoding(type)))
                .orElseThrow(() -> new IllegalArgumentException(SETTING + " must be one of "
                        + Arrays.stream(EncodingType.values())
                                .map(EncodingType::getName)
                                .toList()));
    }

    String decode(int[] ids) throws MalformedBodyException {
        IntArrayList list = new IntArrayList(ids.length);
        for (int id : ids) {
            list.add(id);
        }
        try {
            // Ids may cut a character in two where a client splits by tokens; the halves become U+FFFD.
            return new String(encoding.decodeBytes(list), StandardCharsets.UTF_8);
        } catch (RuntimeException e) {
            throw new MalformedBodyException(
                    "a token id is not one of this model's encoding; send its own ids or text");
        }
    }

    /** The ids of a text. What looks like a special token is taken as the characters that it is written in. */
    int[] encode(String text) {
        return encoding.encodeOrdinary(text).toArray();
    }
}
