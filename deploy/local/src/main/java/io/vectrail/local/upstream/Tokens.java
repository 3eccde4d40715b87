package io.vectrail.local.upstream;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;

/** The tokens of the embedding models (cl100k_base): counted for usage, and turned back into the text that they stand for. */
final class Tokens {
    private static final int VOCABULARY = 100_256;

    private final Encoding encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

    int count(String text) {
        return encoding.countTokensOrdinary(text);
    }

    /** The text of these tokens, so that it gives the vector that the text itself would. */
    String text(IntArrayList tokens) throws ApiError {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i) < 0 || tokens.get(i) >= VOCABULARY) {
                throw ApiError.badRequest(
                        "Invalid 'input': " + tokens.get(i) + " is not a token of this model.", "input");
            }
        }
        return encoding.decode(tokens);
    }
}
