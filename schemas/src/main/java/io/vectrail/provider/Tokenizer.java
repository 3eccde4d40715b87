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
import java.util.function.Function;

/** What token ids stand for, so that rules and auditors see text. The encodings are OpenAI's, through jtokkit. */
public final class Tokenizer {

    /** The codec setting that names an encoding. */
    static final String SETTING = "tokenEncoding";

    private static final String NONE = "none";

    /** Characters of a text that are counted at once. */
    private static final int SLICE = 512;

    private static final EncodingRegistry ENCODINGS = Encodings.newLazyEncodingRegistry();

    private final Encoding encoding;

    private Tokenizer(Encoding encoding) {
        this.encoding = encoding;
    }

    /** The tokenizer of a model; empty for one that is not OpenAI's. */
    static Optional<Tokenizer> ofModel(String model) {
        return ENCODINGS.getEncodingForModel(model).map(Tokenizer::new);
    }

    /** None, of a model whose name tells nothing. */
    static Optional<Tokenizer> unknown(String model) {
        return Optional.empty();
    }

    /**
     * The tokenizers of a connection's models. Where it names one, such as {@code cl100k_base}, all of them have that, since any
     * may be called after another; where it says {@code none}, none of them has one.
     *
     * @param otherwise where it says nothing
     * @throws IllegalArgumentException when there is none of this name; says which there are
     */
    static Function<String, Optional<Tokenizer>> ofSettings(
            Map<String, String> settings, Function<String, Optional<Tokenizer>> otherwise) {
        String name = settings.get(SETTING);
        if (name == null) {
            return otherwise;
        }
        Optional<Tokenizer> told = name.equals(NONE) ? Optional.empty() : Optional.of(named(name));
        return model -> told;
    }

    private static Tokenizer named(String name) {
        return EncodingType.fromName(name)
                .map(type -> new Tokenizer(ENCODINGS.getEncoding(type)))
                .orElseThrow(() -> new IllegalArgumentException(SETTING + " must be one of "
                        + Arrays.stream(EncodingType.values())
                                .map(EncodingType::getName)
                                .toList()
                        + ", or " + NONE + " where nobody knows it"));
    }

    String decode(int[] ids) throws MalformedBodyException {
        try {
            // Ids may cut a character in two where a client splits by tokens; the halves become U+FFFD.
            return new String(bytes(ids), StandardCharsets.UTF_8);
        } catch (RuntimeException e) {
            throw new MalformedBodyException(
                    "a token id is not one of this model's encoding; send its own ids or text");
        }
    }

    private byte[] bytes(int... ids) {
        IntArrayList list = new IntArrayList(ids.length);
        for (int id : ids) {
            list.add(id);
        }
        return encoding.decodeBytes(list);
    }

    /**
     * The ids of a text that has been made of another one: those of what both begin and end with stay as they were, since a
     * client may have chosen others than the encoding does, and special ones.
     *
     * @param ids of the other text
     */
    int[] encode(String text, int[] ids) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Kept first = beginning(bytes, ids);
        Kept last = end(bytes, ids, first);
        int[] between = encode(new String(bytes, first.at(), last.at() - first.at(), StandardCharsets.UTF_8));
        int[] all = Arrays.copyOf(ids, first.ids() + between.length + ids.length - last.ids());
        System.arraycopy(between, 0, all, first.ids(), between.length);
        System.arraycopy(ids, last.ids(), all, first.ids() + between.length, ids.length - last.ids());
        return all;
    }

    /** How many ids come before a byte of a text, which begins a character. */
    private record Kept(int ids, int at) {}

    private Kept beginning(byte[] text, int[] ids) {
        Kept kept = new Kept(0, 0);
        int at = 0;
        for (int i = 0; i < ids.length; i++) {
            byte[] next = bytes(ids[i]);
            if (!stands(next, text, at)) {
                return kept;
            }
            at += next.length;
            kept = beginsCharacter(text, at) ? new Kept(i + 1, at) : kept;
        }
        return kept;
    }

    private Kept end(byte[] text, int[] ids, Kept first) {
        Kept kept = new Kept(ids.length, text.length);
        int at = text.length;
        for (int i = ids.length - 1; i >= first.ids(); i--) {
            byte[] next = bytes(ids[i]);
            at -= next.length;
            if (at < first.at() || !stands(next, text, at)) {
                return kept;
            }
            kept = beginsCharacter(text, at) ? new Kept(i, at) : kept;
        }
        return kept;
    }

    private static boolean stands(byte[] piece, byte[] text, int at) {
        return piece.length <= text.length - at && Arrays.equals(piece, 0, piece.length, text, at, at + piece.length);
    }

    private static boolean beginsCharacter(byte[] text, int at) {
        return at == text.length || (text[at] & 0xC0) != 0x80;
    }

    /** The ids of a text. What looks like a special token is taken as the characters that it is written in. */
    int[] encode(String text) {
        return encoding.encodeOrdinary(text).toArray();
    }

    /**
     * How many ids a text has, by the same rule. It is counted in slices, since the time that the encoding takes for a run without a
     * space grows much faster than the run: 1 MiB of one letter takes it 8 s as a whole, and less than 1 s in slices. In such a run
     * each slice may add an id.
     */
    int count(String text) {
        int count = 0;
        for (int at = 0; at < text.length(); ) {
            int end = sliceEnd(text, at);
            count += encoding.countTokensOrdinary(wellFormed(text.substring(at, end)));
            at = end;
        }
        return count;
    }

    /** JSON may have half of a pair of surrogates, and no encoding an id for it; UTF-8 has a question mark in its place. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** Before a space that follows another character: there all of these encodings begin an id. */
    private static int sliceEnd(String text, int start) {
        if (text.length() - start <= SLICE) {
            return text.length();
        }
        int most = start + SLICE;
        for (int end = most; end > start; end--) {
            if (text.charAt(end) == ' ' && !Character.isWhitespace(text.charAt(end - 1))) {
                return end;
            }
        }
        return Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most;
    }
}
