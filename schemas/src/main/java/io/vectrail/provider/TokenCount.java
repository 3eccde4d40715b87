package io.vectrail.provider;

import java.util.BitSet;
import java.util.Optional;

/**
 * How many tokens a provider makes of inputs: as many as token ids were sent; of a text as many as the model's tokenizer makes of
 * it or, where none is known for the model, one for each four bytes of its UTF-8, rounded up. What is no text has none that
 * anybody could count here.
 */
public final class TokenCount {

    private static final int ESTIMATED_BYTES = 4;

    private TokenCount() {}

    /**
     * Whether some inputs together have more tokens than so many. No token is shorter than a byte, so that most requests are told
     * by their length alone, and no tokenizer is asked.
     *
     * @param inputs by index
     */
    public static boolean exceeds(EmbeddingRequest request, BitSet inputs, long most) {
        if (atMost(request, inputs) <= most) {
            return false;
        }
        Optional<Tokenizer> tokenizer = request.tokenizers().apply(request.model());
        long count = 0;
        for (int input = inputs.nextSetBit(0); input >= 0; input = inputs.nextSetBit(input + 1)) {
            for (Part part : request.inputs().get(input).parts()) {
                count += switch (part) {
                    case Part.Tokens tokens -> tokens.ids().length;
                    case Part.Text text ->
                        tokenizer.isPresent() ? tokenizer.get().count(text.text()) : estimate(text.text());
                    case Part.Media medium -> 0;
                };
                if (count > most) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long atMost(EmbeddingRequest request, BitSet inputs) {
        long count = 0;
        for (int input = inputs.nextSetBit(0); input >= 0; input = inputs.nextSetBit(input + 1)) {
            for (Part part : request.inputs().get(input).parts()) {
                count += switch (part) {
                    case Part.Tokens tokens -> tokens.ids().length;
                    case Part.Text text -> utf8Bytes(text.text());
                    case Part.Media medium -> 0;
                };
            }
        }
        return count;
    }

    private static long estimate(String text) {
        return (utf8Bytes(text) + ESTIMATED_BYTES - 1) / ESTIMATED_BYTES;
    }

    private static long utf8Bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            // Each half of a pair is two of its four bytes.
            bytes += unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
        }
        return bytes;
    }
}
