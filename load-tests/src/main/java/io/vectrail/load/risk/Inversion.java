package io.vectrail.load.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Finds the text of a vector that leaked, as vec2text does (arXiv 2310.06816): from a first guess that has some of the words it asks for the vectors of a beam of corrected guesses,
 * goes on with the nearest, and takes the next text after some fifty steps. It climbs by the vectors that it is given: it does get nearer. Its language model of what the
 * words might be is a coin: two in five of its corrections are right.
 *
 * @param beam guesses of a step
 * @param together whether a step is one call
 * @param pause between steps, milliseconds
 * @param diluted harmless texts for each guess
 * @param targets texts that are sought
 */
record Inversion(int beam, boolean together, long pause, double diluted, int targets) implements Attack {

    private static final int STEPS = 50;
    private static final int WORDS = 28;
    private static final double KNOWN_AT_FIRST = 0.4;
    private static final double RIGHT = 0.4;

    @Override
    public List<Call> calls(Means means, long start) {
        List<Call> calls = new ArrayList<>();
        Writing writing = means.writing();
        long at = start;
        for (int target = 0; target < targets; target++) {
            int subject = writing.subjectOf(means.domain());
            String[] sought = writing.prose(subject, WORDS).split(" ", -1);
            float[] vector = means.vectors().of(String.join(" ", sought));
            String[] best = changed(sought, WORDS, 1 - KNOWN_AT_FIRST, means.random());
            for (int step = 0; step < STEPS; step++) {
                List<String[]> guesses = guesses(best, sought, means.random());
                at = send(calls, guesses, writing, means, at);
                best = nearest(best, guesses, vector, means.vectors());
            }
        }
        return calls;
    }

    private List<String[]> guesses(String[] best, String[] sought, SplittableRandom random) {
        List<String[]> guesses = new ArrayList<>();
        for (int i = 0; i < beam; i++) {
            String[] guess = best.clone();
            for (int change = random.nextInt(1, 5); change > 0; change--) {
                int place = random.nextInt(guess.length);
                guess[place] = random.nextDouble() < RIGHT ? sought[place] : word(random);
            }
            guesses.add(guess);
        }
        return guesses;
    }

    private long send(List<Call> calls, List<String[]> guesses, Writing writing, Means means, long start) {
        List<String> texts = new ArrayList<>(
                guesses.stream().map(guess -> String.join(" ", guess)).toList());
        for (int i = (int) Math.round(diluted * guesses.size()); i > 0; i--) {
            texts.add(
                    means.random().nextInt(texts.size() + 1), writing.prose(writing.subjectOf(means.domain()), WORDS));
        }
        long at = start;
        if (together) {
            calls.add(new Call(at, means.from(), List.copyOf(texts)));
        } else {
            for (String text : texts) {
                calls.add(new Call(at, means.from(), List.of(text)));
                at += pause / 4 + 100;
            }
        }
        return at + pause + means.random().nextLong(pause / 3 + 1);
    }

    private static String[] nearest(String[] before, List<String[]> guesses, float[] sought, TopicVectors vectors) {
        String[] best = before;
        double cosine = TopicVectors.cosine(vectors.of(String.join(" ", before)), sought);
        for (String[] guess : guesses) {
            double now = TopicVectors.cosine(vectors.of(String.join(" ", guess)), sought);
            if (now > cosine) {
                best = guess;
                cosine = now;
            }
        }
        return best;
    }

    private static String[] changed(String[] text, int words, double share, SplittableRandom random) {
        String[] changed = Arrays.copyOf(text, words);
        for (int i = 0; i < words; i++) {
            changed[i] = random.nextDouble() < share ? word(random) : changed[i];
        }
        return changed;
    }

    private static String word(SplittableRandom random) {
        return random.nextInt(10) < 4 ? Language.function(random) : Language.any(random);
    }
}
