package io.vectrail.streams.risk.signal;

import io.vectrail.streams.profile.Place;
import io.vectrail.streams.profile.Profile;
import io.vectrail.streams.profile.Sample;
import io.vectrail.streams.profile.Sighting;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A caller's exchanges, one after the other, and what a signal says of the latest. Not thread-safe. */
final class Life {

    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    /** A Monday. */
    static final long START = 20_458 * DAY;

    static final Place HOME = new Place("main", "embeddings", "model", "client", "192.0.2.0/24");

    private Evidence evidence = new Evidence(
            Profile.NONE, sighting(START, HOME, false, false, false, 1, 0, Map.of(), List.of()), Profile.NONE);

    static Sighting sighting(
            long at,
            Place place,
            boolean refused,
            boolean shadow,
            boolean rejected,
            int inputs,
            long bytes,
            Map<String, Integer> found,
            List<Sample> samples) {
        return new Sighting(
                "exchange", at, place, refused, shadow, rejected, inputs, 1000L * inputs, bytes, found, samples);
    }

    Life see(Sighting now) {
        Profile before = evidence.after().at(now.at());
        evidence = new Evidence(before, now, before.with(now));
        return this;
    }

    /** A call of so many texts, of which nothing else is known. */
    Life call(long at, int inputs) {
        return see(sighting(at, HOME, false, false, false, inputs, 6144L * inputs, Map.of(), List.of()));
    }

    Life text(long at, String text, float... vector) {
        return texts(at, List.of(Sample.of(text, vector)));
    }

    Life texts(long at, List<Sample> samples) {
        return see(sighting(at, HOME, false, false, false, samples.size(), 6144L * samples.size(), Map.of(), samples));
    }

    Life from(long at, Place place) {
        return see(sighting(at, place, false, false, false, 1, 6144, Map.of(), List.of()));
    }

    double strength(Measure measure) {
        return measure.read(evidence).strength();
    }

    /** A random vector, near to another where there is one. */
    static float[] vector(SplittableRandom random, double away, float... from) {
        float[] vector = new float[256];
        for (int i = 0; i < vector.length; i++) {
            double drawn = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
            vector[i] = (float) (away * drawn + (from.length == 0 ? 0 : from[i]));
        }
        return vector;
    }

    static String words(SplittableRandom random, int count, int of) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("w").append(random.nextInt(of)).append(' ');
        }
        return text.toString();
    }
}
