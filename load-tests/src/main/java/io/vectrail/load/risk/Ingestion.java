package io.vectrail.load.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Loads a collection for retrieval: all of it first, what is new or edited on each further day, and all of it again now and then. */
final class Ingestion extends Benign {

    private static final Map<String, Double> FOUND = Map.of(
            "EMAIL_ADDRESS",
            0.05,
            "PHONE_NUMBER",
            0.02,
            "PERSON",
            0.3,
            "URL",
            0.15,
            "US_SSN",
            0.0005,
            "SECRET",
            0.0003);

    private final int batch;
    private final int collection;
    private final double daily;
    private final boolean shuffled;
    private final int words;
    private final int departments;
    private final boolean atNight;
    private final int loadedIn;
    private final String prefix;

    Ingestion(SplittableRandom random) {
        super(random, "embeddings");
        this.batch = List.of(8, 16, 64, 128, 256).get(random.nextInt(5));
        this.collection = (int) StrictMath.exp(6 + random.nextDouble() * 2.6);
        this.daily = StrictMath.exp(2.5 + random.nextDouble() * 3.2);
        this.shuffled = random.nextInt(4) == 0;
        this.words = 50 + random.nextInt(80);
        this.departments = random.nextInt(4) == 0 ? 3 : 1;
        this.atNight = random.nextInt(3) == 0;
        this.loadedIn = 1 + random.nextInt(3);
        this.prefix = random.nextInt(5) == 0 ? "passage: " : "";
    }

    private int days;

    @Override
    List<Call> work(int day) {
        int known = days++;
        boolean again = known > 7 && random.nextInt(45) == 0;
        double chunks = known < loadedIn
                ? (double) collection / loadedIn
                : again ? collection : free(day) && !atNight ? 0 : about(daily * grown(day));
        long from = midnight(day) + (atNight ? 2 : 8) * HOUR + random.nextLong(HOUR);
        boolean inOneGo = atNight || known < loadedIn || again;
        return sent(texts((int) chunks), from, inOneGo);
    }

    private List<String> texts(int chunks) {
        List<String> texts = new ArrayList<>();
        while (texts.size() < chunks) {
            int of = (domain + random.nextInt(departments)) % Language.DOMAINS;
            for (String chunk : writing.chunks(writing.subjectOf(of), 1 + random.nextInt(25), words)) {
                texts.add(prefix + chunk);
            }
        }
        if (shuffled) {
            for (int i = texts.size() - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                String text = texts.get(i);
                texts.set(i, texts.get(other));
                texts.set(other, text);
            }
        }
        return texts;
    }

    private List<Call> sent(List<String> texts, long from, boolean inOneGo) {
        List<Call> calls = new ArrayList<>();
        long at = from;
        for (int i = 0; i < texts.size(); i += batch) {
            List<String> inputs = texts.subList(i, Math.min(texts.size(), i + batch));
            calls.add(new Call(at, place(), inputs).with(found(inputs.size(), FOUND)));
            at += inOneGo
                    ? 300 + random.nextInt(1500)
                    : random.nextLong(2 * 9 * HOUR / Math.max(1, texts.size() / batch + 1) + 1);
        }
        return calls;
    }
}
