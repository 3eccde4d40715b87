package io.vectrail.provider;

import org.jspecify.annotations.Nullable;

/** What an input is made of. {@code start} and {@code end} say which bytes of the plain body it is, quotes and brackets included. */
public sealed interface Part {

    int start();

    /** One past its last byte. */
    int end();

    /** The text that rules and auditors see; null where there is none. */
    @Nullable
    String text();

    /**
     * A string.
     *
     * @param role what a rule may do with it
     * @param field the field that the codec knows it by, such as {@code user}; empty where it knows none
     * @param text unescaped
     */
    record Text(Role role, String field, String text, int start, int end) implements Part {}

    /**
     * An array of token ids.
     *
     * @param ids as sent
     * @param tokenizer what decodes and encodes them; null where none is known for the model
     * @param text what they stand for; null where they cannot be decoded
     */
    record Tokens(
            int[] ids,
            @Nullable Tokenizer tokenizer,
            @Nullable String text,
            int start,
            int end) implements Part {}

    /**
     * An image or another input that is no text.
     *
     * @param mediaType as the caller declares it, at most 128 characters, or an image's own where it declares none or another kind;
     *     empty where neither says
     * @param size bytes of the medium itself; -1 where the body only refers to it
     * @param sha256 of these bytes; null where the body only refers to it
     */
    record Media(String mediaType, long size, byte @Nullable [] sha256, int start, int end) implements Part {

        @Override
        public @Nullable String text() {
            return null;
        }
    }

    /** What a rule may do with a string. */
    enum Role {
        /** It is embedded: it can be masked. */
        INPUT,
        /** Beside the inputs, for people: it can be masked. */
        FREE,
        /** It says what is to be done: changed, it would say something else. */
        STRUCTURAL
    }
}
