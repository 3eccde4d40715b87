package io.vectrail.streams.profile;

import java.util.Arrays;

/**
 * One input and its vector, in the few numbers that are compared and remembered; the text itself goes no further than this.
 *
 * @param text as it was recorded
 * @param hash of the whole text
 * @param words its words' hashes, without an instruction before it, see {@link Instruction}
 * @param simHash of its words (M. Charikar, 2002): texts that share most words differ in few bits; 0 where it has no word
 * @param direction of its vector, see {@link Directions}; empty where there is none
 */
public record Sample(String text, long hash, long[] words, long simHash, byte[] direction) {

    /** Fewer words say too little to be compared. */
    static final int LEAST_WORDS = 4;

    private static final int HEAD_WORDS = 4;

    /** @param vector of any length; empty where there is none, or it is not to be compared */
    public static Sample of(String text, float[] vector) {
        char[] characters = text.toCharArray();
        long[] words = Words.of(characters, Instruction.length(text));
        return new Sample(
                text, Hash.of(characters, characters.length), words, SimHash.of(words), Directions.of(vector));
    }

    /** Whether it has words enough to be compared with others. */
    boolean comparable() {
        return words.length >= LEAST_WORDS;
    }

    /** Whether it is the text of that hash and length, and a little more. */
    boolean continues(long hash, int length, int most) {
        return length > 0
                && text.length() > length
                && text.length() <= length + most
                && Hash.of(text.substring(0, length)) == hash;
    }

    /** What it begins with: the hash of its first words; 0 where it has hardly more than these. */
    long head() {
        if (words.length < HEAD_WORDS + 2) {
            return 0;
        }
        long hash = 0;
        for (int i = 0; i < HEAD_WORDS; i++) {
            hash = Hash.join(hash, words[i]);
        }
        return hash;
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "Sample[" + words.length + " words]";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sample sample && sample.text.equals(text) && Arrays.equals(sample.direction, direction);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
