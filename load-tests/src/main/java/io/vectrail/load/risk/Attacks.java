package io.vectrail.load.risk;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.streams.profile.Place;
import io.vectrail.streams.risk.Weighed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The attacks that are tried, and after how many of their calls they are seen. */
final class Attacks {

    /** What a stolen token's owner has been doing. */
    enum Owner {
        /** There is none: the account is new. */
        NOBODY(0),
        PERSON(1),
        SERVICE(2),
        INGESTION(3),
        NIGHTLY(4);

        /** Part of the seed: each has a life of its own. */
        private final long number;

        Owner(long number) {
            this.number = number;
        }

        Benign caller(SplittableRandom random) {
            return switch (this) {
                case NOBODY, PERSON -> new Searches(random, false);
                case SERVICE -> new Searches(random, true);
                case INGESTION -> new Ingestion(random);
                case NIGHTLY -> new Nightly(random);
            };
        }
    }

    /**
     * When something was seen of an attack, in calls of its own; 0 where it was not.
     *
     * @param calls how many the attack had
     * @param signals what the score was made of when it was HIGH, or at its highest
     */
    record Seen(int calls, int medium, int high, int alert, String signals) {}

    static final int DAYS_BEFORE = 21;

    private static final long SECOND = 1000;

    private Attacks() {}

    /** Which have to be HIGH within a hundred calls. */
    static Map<String, Attack> bound() {
        Map<String, Attack> all = new LinkedHashMap<>();
        all.put("inversion, beam 1", new Inversion(1, true, SECOND, 0, 4));
        all.put("inversion, beam 4", new Inversion(4, true, SECOND, 0, 4));
        all.put("inversion, beam 8", new Inversion(8, true, SECOND, 0, 4));
        all.put("inversion, beam 4, a call each", new Inversion(4, false, SECOND, 0, 1));
        all.put("inversion, beam 4, a step in 5 minutes", new Inversion(4, true, 300 * SECOND, 0, 4));
        all.put("extraction, natural, 16 a call", new Extraction(Extraction.Of.NATURAL_TEXTS, 16, 200, 2 * SECOND));
        all.put("extraction, natural, 256 a call", new Extraction(Extraction.Of.NATURAL_TEXTS, 256, 60, 3 * SECOND));
        all.put("extraction, dictionary, 64 a call", new Extraction(Extraction.Of.DICTIONARY_WORDS, 64, 120, SECOND));
        all.put("extraction, word lists, 32 a call", new Extraction(Extraction.Of.WORD_LISTS, 32, 120, SECOND));
        all.put("extraction, tokens, 32 a call", new Extraction(Extraction.Of.TOKENS, 32, 120, SECOND));
        return all;
    }

    /** Of which it is told what comes of them. */
    static Map<String, Attack> others() {
        Map<String, Attack> all = new LinkedHashMap<>();
        all.put("inversion, beam 4, half harmless", new Inversion(4, true, SECOND, 1, 4));
        all.put("inversion, beam 4, three in four harmless", new Inversion(4, true, SECOND, 3, 4));
        all.put("extraction, natural, one a call", new Extraction(Extraction.Of.NATURAL_TEXTS, 1, 1500, SECOND));
        all.put("membership, one a call", new Membership(1, 200, SECOND));
        all.put("membership, 16 a call", new Membership(16, 100, SECOND));
        all.put("stolen token, new network and client", new StolenToken(150, false));
        all.put("stolen token, all else new, too", new StolenToken(150, true));
        return all;
    }

    /** An attack after what its caller has done, at the hour of the day at which it comes. */
    static Seen run(Attack attack, Owner owner, long hour, long seed, TopicVectors vectors, RiskSettings settings) {
        SplittableRandom random = new SplittableRandom(seed * 31 + owner.number);
        Watched watched = new Watched(settings);
        Benign caller = owner.caller(random.split());
        if (owner != Owner.NOBODY) {
            for (int day = 0; day < DAYS_BEFORE; day++) {
                caller.day(day).forEach(call -> watched.see(call.sighting("before", vectors)));
            }
        }
        Place from = caller.place();
        long start = caller.midnight(DAYS_BEFORE + 1) + hour * Benign.HOUR;
        Attack.Means means = new Attack.Means(random.split(), vectors, from, caller.domain);
        return seen(watched, attack.calls(means, start), settings, vectors);
    }

    private static Seen seen(Watched watched, List<Call> calls, RiskSettings settings, TopicVectors vectors) {
        int count = 0;
        int medium = 0;
        int high = 0;
        int alert = 0;
        double most = -1;
        String signals = "";
        long before = watched.alerts();
        for (Call call : calls) {
            count++;
            Weighed score = watched.see(call.sighting("attack-" + count, vectors));
            medium = medium == 0 && score.score() >= settings.levels().medium() ? count : medium;
            high = high == 0 && score.score() >= settings.levels().high() ? count : high;
            alert = alert == 0 && watched.alerts() > before ? count : alert;
            if (score.points() > most) {
                most = score.points();
                signals = Watched.signals(score);
            }
        }
        return new Seen(count, medium, high, alert, signals);
    }

    /** Slow exfiltration: as {@link Seen}, in days. */
    static Seen run(Exfiltration attack, Owner owner, long seed, TopicVectors vectors, RiskSettings settings) {
        SplittableRandom random = new SplittableRandom(seed * 31 + owner.number);
        Watched watched = new Watched(settings);
        Benign caller = owner.caller(random.split());
        for (int day = 0; day < DAYS_BEFORE; day++) {
            caller.day(day).forEach(call -> watched.see(call.sighting("before", vectors)));
        }
        Attack.Means means = new Attack.Means(random.split(), vectors, caller.place(), caller.domain);
        int medium = 0;
        int high = 0;
        int alert = 0;
        double most = -1;
        String signals = "";
        long before = watched.alerts();
        for (int day = 0; day < attack.days(); day++) {
            List<Call> calls = new ArrayList<>(caller.day(DAYS_BEFORE + day));
            calls.addAll(attack.beside(calls, means));
            calls.sort(Comparator.comparingLong(Call::at));
            for (Call call : calls) {
                Weighed score = watched.see(call.sighting("attack", vectors));
                medium = medium == 0 && score.score() >= settings.levels().medium() ? day + 1 : medium;
                high = high == 0 && score.score() >= settings.levels().high() ? day + 1 : high;
                alert = alert == 0 && watched.alerts() > before ? day + 1 : alert;
                if (score.points() > most) {
                    most = score.points();
                    signals = Watched.signals(score);
                }
            }
        }
        return new Seen(attack.days(), medium, high, alert, signals);
    }
}
