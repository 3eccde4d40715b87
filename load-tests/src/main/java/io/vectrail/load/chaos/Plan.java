package io.vectrail.load.chaos;

import io.vectrail.local.platform.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What is done in which order, by rounds: a pure function of the options, so that a run can be repeated. When exactly a strike falls
 * is decided by the load.
 */
record Plan(List<List<Strike>> rounds) {

    /** How often each is killed, of as many: those with the most delicate state more often. */
    private static final List<Role> DECK = List.of(
            Role.EDGE,
            Role.EDGE,
            Role.EDGE,
            Role.REPLAY,
            Role.REPLAY,
            Role.REPLAY,
            Role.KAFKA,
            Role.KAFKA,
            Role.STREAMS,
            Role.STREAMS,
            Role.CLICKHOUSE,
            Role.CLICKHOUSE,
            Role.REGISTRY);

    private static final List<Role> PAUSED = List.of(Role.EDGE, Role.KAFKA, Role.STREAMS, Role.REPLAY, Role.CLICKHOUSE);

    Plan {
        rounds = rounds.stream().map(List::copyOf).toList();
    }

    static Plan of(ChaosOptions options) {
        Random random = new Random(options.seed());
        List<List<Strike>> rounds = new ArrayList<>();
        List<Role> deck = new ArrayList<>();
        for (int round = 0; round < options.rounds(); round++) {
            int kills = options.kills() * (round + 1) / options.rounds() - options.kills() * round / options.rounds();
            List<Strike> strikes = faults(options, round, random);
            // A power failure and a torn tail kill the edge, Kafka's absence the broker.
            long killing = strikes.stream().filter(Plan::kills).count();
            for (long i = killing; i < kills; i++) {
                if (deck.isEmpty()) {
                    deck.addAll(DECK);
                    Collections.shuffle(deck, random);
                }
                strikes.add(new Strike.Kill(deck.removeLast(), random.nextInt(1200)));
            }
            Collections.shuffle(strikes, random);
            rounds.add(strikes);
        }
        return new Plan(rounds);
    }

    /** Each program twice, each fault once, in one round. */
    static Plan brief(ChaosOptions options) {
        Random random = new Random(options.seed());
        List<Strike> strikes = new ArrayList<>(List.of(
                new Strike.DiskFull(random.nextInt(50_000), 2_000),
                new Strike.ForceFails(1_500),
                new Strike.ForceStalls(2_500, 3_000),
                new Strike.PowerFailure(random.nextLong()),
                new Strike.TornTail(random.nextLong(), 1 + random.nextInt(5_000), random.nextBoolean()),
                new Strike.Pause(PAUSED.get(random.nextInt(PAUSED.size())), 5_000),
                new Strike.KafkaAway(6_000),
                new Strike.Kill(Role.KAFKA, 200)));
        for (Role role : List.of(Role.STREAMS, Role.REPLAY, Role.CLICKHOUSE, Role.REGISTRY)) {
            strikes.add(new Strike.Kill(role, random.nextInt(500)));
            strikes.add(new Strike.Kill(role, random.nextInt(500)));
        }
        Collections.shuffle(strikes, random);
        return new Plan(List.of(strikes));
    }

    static boolean kills(Strike strike) {
        return switch (strike) {
            case Strike.Kill _, Strike.KafkaAway _, Strike.PowerFailure _, Strike.TornTail _ -> true;
            case Strike.Pause _, Strike.DiskFull _, Strike.ForceFails _, Strike.ForceStalls _ -> false;
        };
    }

    private static List<Strike> faults(ChaosOptions options, int round, Random random) {
        List<Strike> strikes = new ArrayList<>();
        Role paused = PAUSED.get(random.nextInt(PAUSED.size()));
        boolean long_ = random.nextInt(4) == 0;
        strikes.add(new Strike.Pause(paused, long_ ? 12_000 + random.nextInt(10_000) : 500 + random.nextInt(5_000)));
        strikes.add(new Strike.DiskFull(random.nextInt(200_000), 1_000 + random.nextInt(3_000)));
        strikes.add(new Strike.ForceFails(500 + random.nextInt(2_500)));
        strikes.add(new Strike.ForceStalls(200 + random.nextInt(4_000), 1_000 + random.nextInt(4_000)));
        strikes.add(new Strike.PowerFailure(random.nextLong()));
        strikes.add(new Strike.TornTail(random.nextLong(), 1 + random.nextInt(50_000), random.nextBoolean()));
        if (round % options.awayEvery() == 0) {
            strikes.add(new Strike.KafkaAway(options.awaySeconds() * 1000));
        }
        return strikes;
    }
}
