package io.vectrail.provider;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.IntArrayList;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What token ids stand for, so that rules and auditors see text. The encodings are OpenAI's, through jtokkit; a model
 * that it does not know cannot be decoded, and so its token ids are not forwarded.
 */
final class OpenAiTokens {

    private static final EncodingRegistry ENCODINGS = Encodings.newLazyEncodingRegistry();

    private OpenAiTokens() {}

    static String decode(String model, int[] ids) throws MalformedBodyException {
        Optional<Encoding> encoding = ENCODINGS.getEncodingForModel(model);
        if (encoding.isEmpty()) {
            throw new MalformedBodyException(
                    "token ids for this model cannot be decoded, and so cannot be inspected; send text instead");
        }
        IntArrayList list = new IntArrayList(ids.length);
        for (int id : ids) {
            list.add(id);
        }
        try {
            // Ids may cut a character in two where a client splits by tokens; the halves become U+FFFD.
            return new String(encoding.get().decodeBytes(list), StandardCharsets.UTF_8);
        } catch (RuntimeException e) {
            throw new MalformedBodyException(
                    "a token id is not one of this model's encoding; send its own ids or text");
        }
    }
}
