package io.vectrail.load.risk;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a text of the {@link Language} into a unit vector that lies to others about as a model's vectors do: the sum of a part for each word, which is
 * the word's own, its subject's, its topic's and its domain's, and a part that all texts have in common. It keeps the order of words as little as
 * what they mean: it is no model, and nobody can search with it.
 *
 * <p>What it was made to agree with are distances and dimensions of all-MiniLM-L6-v2 (see RATIONALE.md): texts of one collection have a cosine some 0.2
 * above that of unrelated ones, lie in some 60 to 80 dimensions, and parts of one document in half as many; texts of everything in 110 to 150;
 * tokens that are no words close together; rows of a template closer. The same text gives the same bits on every machine.
 */
final class TopicVectors {

    /** As of text-embedding-3: the mean cosine of unrelated texts. */
    static final double SLIGHT = 0.22;

    /** As of text-embedding-ada-002. */
    static final double STRONG = 0.7;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private static final double OF_DOMAIN = 0.15;
    private static final double OF_TOPIC = 0.14;
    private static final double OF_SUBJECT = 0.04;
    private static final double OF_FUNCTION_WORDS = 0.08;
    private static final double OF_FRAMES = 0.45;
    private static final double OF_UNKNOWN = 0.38;

    private static final long COMMON = 1;
    private static final long UNKNOWN = 2;
    private static final long NUMBER = 3;
    private static final long PIECE = 1L << 18;
    private static final int PIECES = 2000;
    private static final int DIGITS = 12;
    private static final long DOMAIN = 1L << 20;
    private static final long TOPIC = 2L << 20;
    private static final long SUBJECT = 3L << 20;

    private final int dimensions;
    private final float common;
    private final float[] scale;
    private final Map<Long, float[]> parts = new ConcurrentHashMap<>();
    private final Map<String, float[]> words = new ConcurrentHashMap<>();

    /**
     * @param dimensions at least 64
     * @param anisotropy the mean cosine of unrelated texts, 0 to 0.9
     */
    TopicVectors(int dimensions, double anisotropy) {
        this.dimensions = dimensions;
        this.common = (float) StrictMath.sqrt(anisotropy / (1 - anisotropy));
        this.scale = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            // A few dimensions have most of the variance, as in a model: 150 of 256 count.
            scale[i] = (float) StrictMath.sqrt(1 / (1 + i / 40.0));
        }
    }

    float[] of(String text) {
        float[] sum = new float[dimensions];
        Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (words.find()) {
            add(sum, word(words.group()), 1);
        }
        unit(sum);
        add(sum, part(COMMON), common);
        unit(sum);
        return sum;
    }

    private float[] word(String word) {
        // What the language does not have may be any number of words.
        return Language.meaning(word) == null ? made(word) : words.computeIfAbsent(word, this::made);
    }

    private float[] made(String word) {
        float[] sum = new float[dimensions];
        Language.Meaning meaning = Language.meaning(word);
        if (meaning == null) {
            return pieces(word);
        }
        float[] own = drawn(word.hashCode() * 31L + word.length() + (1L << 40));
        add(
                sum,
                own,
                switch (meaning.kind()) {
                    case FUNCTION -> (float) OF_FUNCTION_WORDS;
                    case FRAME -> (float) OF_FRAMES;
                    case CONTENT -> 1;
                });
        add(sum, DOMAIN, meaning.domain(), OF_DOMAIN);
        add(sum, TOPIC, meaning.topic(), OF_TOPIC);
        add(sum, SUBJECT, meaning.subject(), OF_SUBJECT);
        return sum;
    }

    /** A word that the language does not have is made of pieces, as in a model; numbers are of few. */
    private float[] pieces(String word) {
        float[] sum = new float[dimensions];
        boolean number = Character.isDigit(word.charAt(0));
        for (int at = 0; at == 0 || at + 2 <= word.length(); at += 2) {
            int piece = word.substring(at, Math.min(word.length(), at + 2)).hashCode();
            add(sum, part(PIECE + Math.floorMod(piece, number ? DIGITS : PIECES)), 1);
        }
        unit(sum);
        add(sum, part(number ? NUMBER : UNKNOWN), (float) OF_UNKNOWN);
        float weight = number ? (float) OF_FRAMES : 1;
        for (int i = 0; i < dimensions; i++) {
            sum[i] *= weight;
        }
        return sum;
    }

    private void add(float[] sum, long kind, int number, double weight) {
        if (number != Language.NONE) {
            add(sum, part(kind + number), (float) weight);
        }
    }

    private float[] part(long number) {
        return parts.computeIfAbsent(number, this::drawn);
    }

    /** A unit vector of that number. */
    private float[] drawn(long number) {
        float[] vector = new float[dimensions];
        long state = number * 0x9e3779b97f4a7c15L;
        for (int i = 0; i < dimensions; i++) {
            state += 0x9e3779b97f4a7c15L;
            long bits = mix(state);
            // The sum of four uniform numbers: near enough to a bell.
            vector[i] =
                    scale[i] * ((short) bits + (short) (bits >>> 16) + (short) (bits >>> 32) + (short) (bits >>> 48));
        }
        unit(vector);
        return vector;
    }

    private static void add(float[] sum, float[] part, float weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * part[i];
        }
    }

    private static void unit(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        float by = squares == 0 ? 0 : (float) (1 / StrictMath.sqrt(squares));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= by;
        }
    }

    static double cosine(float[] one, float[] other) {
        double dot = 0;
        for (int i = 0; i < one.length; i++) {
            dot += (double) one[i] * other[i];
        }
        return dot;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
