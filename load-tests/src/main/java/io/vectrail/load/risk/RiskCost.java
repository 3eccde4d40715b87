package io.vectrail.load.risk;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.streams.profile.Place;
import io.vectrail.streams.profile.Profile;
import io.vectrail.streams.profile.Sample;
import io.vectrail.streams.profile.Sighting;
import io.vectrail.streams.risk.Scored;
import io.vectrail.streams.risk.Scorer;
import io.vectrail.streams.risk.Strengths;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** What it costs to score an exchange of one text of 1.3 KB and 1,536 floats, on one thread: without reading it, and without keeping what is known. */
final class RiskCost {

    private static final int CALLERS = 64;
    private static final int TEXTS = 512;
    private static final int ROUND = 20_000;
    private static final int ROUNDS = 8;
    private static final int WORDS = 165;

    private RiskCost() {}

    private record Input(String text, float[] vector) {}

    /** Prints µs for each exchange, of each round: the first ones are warm-up. */
    static void print() {
        SplittableRandom random = new SplittableRandom(1);
        Writing writing = new Writing(random);
        TopicVectors vectors = new TopicVectors(1536, TopicVectors.SLIGHT);
        List<Input> inputs = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            String text = writing.prose(writing.subjectOf(i % 8), WORDS);
            inputs.add(new Input(text, vectors.of(text)));
        }
        Profile[] profiles = new Profile[CALLERS];
        Strengths[] strengths = new Strengths[CALLERS];
        Arrays.fill(profiles, Profile.NONE);
        Arrays.fill(strengths, Strengths.NONE);
        System.out.println("µs of processor time an exchange: of its text and vector, of its score");
        for (int round = 0; round < ROUNDS; round++) {
            round(round, inputs, profiles, strengths);
        }
    }

    private static void round(int round, List<Input> inputs, Profile[] profiles, Strengths[] strengths) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<Sample> samples = new ArrayList<>();
        long began = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < ROUND; i++) {
            Input input = inputs.get((round * ROUND + i) % 509);
            samples.add(Sample.of(input.text(), input.vector()));
        }
        long sampled = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < ROUND; i++) {
            int number = round * ROUND + i;
            int caller = number % CALLERS;
            Scored scored = Scorer.score(
                    profiles[caller],
                    strengths[caller],
                    Strengths.NONE,
                    sighting(number, samples.get(i)),
                    RiskSettings.DEFAULT);
            profiles[caller] = scored.profile();
            strengths[caller] = scored.caller();
        }
        long scored = threads.getCurrentThreadCpuTime();
        System.out.printf(
                Locale.ROOT, "%.1f, %.1f%n", (sampled - began) / 1000.0 / ROUND, (scored - sampled) / 1000.0 / ROUND);
    }

    private static Sighting sighting(int number, Sample sample) {
        return new Sighting(
                "exchange",
                Benign.START + number * 400L,
                new Place("main", "embeddings", "model", "client", "network"),
                false,
                false,
                false,
                1,
                sample.text().length(),
                6144,
                Map.of(),
                List.of(sample));
    }
}
