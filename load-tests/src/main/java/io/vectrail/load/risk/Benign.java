package io.vectrail.load.risk;

import io.vectrail.streams.profile.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A caller that does its work, day by day, in a world in which things happen: it grows, moves to another network or client, changes its model now and then; its
 * provider is down for a while and it tries again; a call is refused, and on a bad day many; some calls arrive late.
 */
abstract class Benign {

    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    /** A Monday. */
    static final long START = 20_458 * DAY;

    final SplittableRandom random;
    final Writing writing;
    final int domain;
    final double growth;
    private final long zone;
    private final double refusals;
    private Place place;

    Benign(SplittableRandom random, String operation) {
        this.random = random;
        this.writing = new Writing(random.split());
        this.domain = random.nextInt(Language.DOMAINS);
        this.zone = (random.nextInt(18) - 8) * HOUR;
        this.growth = 1 + random.nextDouble() * 0.015;
        this.refusals = random.nextDouble() * 0.02;
        this.place = new Place(
                "main",
                operation,
                "model-" + random.nextInt(3),
                "client-" + random.nextInt(9),
                "net-" + random.nextInt(99));
    }

    /** What it sends on a day of its own, without what happens to it. */
    abstract List<Call> work(int day);

    /** Where it is called from; people have several such places. */
    Place place() {
        return place;
    }

    /** How often it moves: a share of days. */
    double moves() {
        return 1 / 60.0;
    }

    /** Its calls of a day, in the order in which they arrive. */
    final List<Call> day(int day) {
        move();
        List<Call> calls = new ArrayList<>();
        double bad = random.nextInt(200) == 0 ? 0.35 : 0;
        long outage = random.nextInt(50) == 0 ? midnight(day) + random.nextLong(DAY) : Long.MAX_VALUE;
        long badHour = midnight(day) + 8 * HOUR + random.nextLong(10 * HOUR);
        for (Call call : work(day)) {
            boolean worse = call.at() > badHour && call.at() < badHour + HOUR;
            calls.add(call.ending(random.nextDouble() < refusals + (worse ? bad : 0)));
            if (call.at() > outage && call.at() < outage + HOUR / 2) {
                for (int again = random.nextInt(3); again >= 0; again--) {
                    calls.add(call.at(call.at() + (1 + again) * 4000L + random.nextInt(2000)));
                }
            }
        }
        calls.sort(Comparator.comparingLong(Call::at));
        for (int i = 1; i < calls.size(); i++) {
            if (random.nextInt(200) == 0) {
                calls.add(Math.max(0, i - 1), calls.remove(i));
            }
        }
        return calls;
    }

    private void move() {
        if (random.nextDouble() < moves()) {
            place = new Place(
                    place.connection(), place.operation(), place.model(), place.client(), "net-" + random.nextInt(99));
        }
        if (random.nextInt(60) == 0) {
            place = new Place(
                    place.connection(),
                    place.operation(),
                    place.model(),
                    "client-" + random.nextInt(9),
                    place.network());
        }
        if (random.nextInt(120) == 0) {
            place = new Place(
                    random.nextInt(3) == 0 ? "other" : place.connection(),
                    place.operation(),
                    "model-" + random.nextInt(4),
                    place.client(),
                    place.network());
        }
    }

    /** Of its own time zone, in milliseconds since 1970. */
    final long midnight(int day) {
        return START + day * DAY - zone;
    }

    static boolean free(int day) {
        // Saturday and Sunday, and a holiday of all now and then.
        return day % 7 >= 5 || day % 23 == 11;
    }

    final double grown(int day) {
        return StrictMath.pow(growth, day);
    }

    /** About that many, as many of them as not within a third more or less. */
    final int about(double amount) {
        double bell = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
        return (int) Math.max(0, Math.round(amount * StrictMath.exp(bell * 0.8)));
    }

    /** What is found in texts of which one in so many has one of that type. */
    final Map<String, Integer> found(int texts, Map<String, Double> rates) {
        Map<String, Integer> found = new HashMap<>();
        rates.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(rate -> {
            int count = 0;
            for (int i = 0; i < texts; i++) {
                count += random.nextDouble() < rate.getValue() ? 1 : 0;
            }
            if (count > 0) {
                found.put(rate.getKey(), count);
            }
        });
        return found;
    }
}
