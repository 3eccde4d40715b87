package io.vectrail.load.risk;

import io.vectrail.streams.profile.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Chat and search in office hours: of one person, or of the users of a service that calls with one token. */
final class Searches extends Benign {

    /** Of the hours of a day from 7 on: little at noon and in the evening. */
    private static final double[] OFFICE = {1, 4, 8, 10, 9, 4, 6, 9, 9, 7, 4, 2, 1, 0.5, 0.3};

    private static final Map<String, Double> FOUND =
            Map.of("EMAIL_ADDRESS", 0.015, "PHONE_NUMBER", 0.006, "PERSON", 0.06, "US_SSN", 0.0004, "SECRET", 0.0004);

    private final boolean service;
    private final double perDay;
    private final double questions;
    private final int paraphrases;
    private final String prefix;
    private final boolean typed;
    private final boolean wide;
    private final List<String> networks = new ArrayList<>();

    /** @param service whether many people are behind it */
    Searches(SplittableRandom random, boolean service) {
        super(random, "embeddings");
        this.service = service;
        this.perDay = service ? StrictMath.exp(4.3 + random.nextDouble() * 3.2) : 4 + random.nextInt(60);
        this.questions = random.nextDouble();
        this.paraphrases = random.nextInt(4) == 0 ? 3 + random.nextInt(3) : 1;
        this.prefix = switch (random.nextInt(6)) {
            case 0 -> "query: ";
            case 1 -> "Represent this sentence for searching relevant passages: ";
            default -> "";
        };
        this.typed = random.nextInt(6) == 0;
        this.wide = random.nextInt(3) == 0;
        for (int i = 0; i < (service ? 2 : 3); i++) {
            networks.add("net-" + random.nextInt(99));
        }
    }

    @Override
    double moves() {
        return service ? 1 / 90.0 : 1 / 20.0;
    }

    @Override
    List<Call> work(int day) {
        List<Call> calls = new ArrayList<>();
        double share = free(day) ? (service ? 0.15 : random.nextInt(8) == 0 ? 0.5 : 0) : 1;
        int count = about(perDay * share * (service ? grown(day) : 1));
        // People are at home on some days, and on the way on others.
        Place today = random.nextInt(3) == 0 ? at(networks.get(random.nextInt(networks.size()))) : place();
        for (int i = 0; i < count; i++) {
            long at = midnight(day) + officeTime();
            ask(calls, at, service ? place() : today);
        }
        return calls;
    }

    private Place at(String network) {
        return new Place(place().connection(), place().operation(), place().model(), place().client(), network);
    }

    private void ask(List<Call> calls, long at, Place from) {
        int subject = wide ? writing.anySubject() : writing.subjectOf(domain);
        if (paraphrases > 1) {
            List<String> all = writing.paraphrases(subject, paraphrases).stream()
                    .map(text -> prefix + text)
                    .toList();
            calls.add(new Call(at, from, all).with(found(1, FOUND)));
            return;
        }
        String text = random.nextDouble() < questions ? writing.question(subject) : writing.keywords(subject);
        if (typed) {
            type(calls, at, from, text);
        } else {
            calls.add(new Call(at, from, List.of(prefix + text)).with(found(1, FOUND)));
        }
    }

    /** A search box that asks at each third key. */
    private void type(List<Call> calls, long at, Place from, String text) {
        long when = at;
        for (int end = 3; end < text.length() + 3; end += 3) {
            calls.add(new Call(when, from, List.of(prefix + text.substring(0, Math.min(text.length(), end)))));
            when += 250 + random.nextInt(500);
        }
    }

    private long officeTime() {
        double at = random.nextDouble() * 74.8;
        for (int hour = 0; hour < OFFICE.length; hour++) {
            at -= OFFICE[hour];
            if (at < 0) {
                return (7 + hour) * HOUR + random.nextLong(HOUR);
            }
        }
        return 12 * HOUR;
    }
}
