package io.vectrail.edge.recorder.shipper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vectrail.edge.recorder.shipper.Milestones.Point;
import io.vectrail.event.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal of random exchanges, shipped by one shipper after another, each of which dies at a random step; the last one
 * finishes. What is in Kafka then must not tell that anything happened. The seed is in each failure's message.
 */
class CrashesTest {

    private static final int EXCHANGES = 400;
    private static final int CRASHES = 12;
    private static final List<Point> POINTS = List.of(Point.PREPARED, Point.SET_ASIDE, Point.SENT, Point.COMMITTED);
    private static final List<String> SUBJECTS = List.of("alice", "bob", "carol", "anonymous");

    @TempDir
    Path folder;

    private final List<String> ended = new ArrayList<>();
    private final Map<String, List<String>> bySubject = new HashMap<>();
    private final Map<UUID, String> open = new LinkedHashMap<>();

    @AfterEach
    void lift() throws Exception {
        Harbour.limit(Topics.PAYLOADS, -1);
    }

    @Test
    void aCrashAtAnyStepPublishesNothingTwiceAndLosesNothing() throws Exception {
        long seed = Long.getLong("vectrail.seed", System.nanoTime());
        assertThatCode(() -> run(new Random(seed)))
                .as("again with -Dvectrail.seed=%d", seed)
                .doesNotThrowAnyException();
    }

    private void run(Random random) throws Exception {
        try (Harbour harbour = new Harbour(folder)) {
            harbour.start();
            harbour.awaitConnected();
            harbour.stop();
            for (int crash = 0; crash < CRASHES; crash++) {
                write(harbour.entries, random, EXCHANGES / (CRASHES + 1));
                Point point = POINTS.get(random.nextInt(POINTS.size()));
                // Only a limit makes it set anything aside; without one it would wait for that for ever.
                boolean tight = point == Point.SET_ASIDE || random.nextInt(3) == 0;
                Harbour.limit(Topics.PAYLOADS, tight ? 40_000 : -1);
                harbour.entries.whole(ended("alice"), "alice", noise(random, 10), noise(random, 300_000));
                if (random.nextInt(4) == 0) {
                    fence(harbour);
                } else {
                    harbour.crashAt(point, 1);
                }
            }
            Harbour.limit(Topics.PAYLOADS, -1);
            write(harbour.entries, random, EXCHANGES / (CRASHES + 1));
            Shipper last = harbour.start();
            harbour.awaitShipped();
            last.resend().get(30, TimeUnit.SECONDS);
            assertThat(last.setAside()).isEmpty();
            check(Published.by(harbour.edge));
        }
    }

    /** Two shippers at once, as after a restart that came too early: the later one goes on, the other is fenced off. */
    private static void fence(Harbour harbour) throws Exception {
        Shipper first = harbour.start();
        harbour.awaitConnected();
        harbour.start();
        harbour.awaitConnected();
        first.close();
        harbour.awaitShipped();
        harbour.stop();
    }

    private void check(Published published) {
        published.isAChainBut(Set.of());
        assertThat(published.ids()).as("in the order of the journal's ends").isEqualTo(ended);
        List<String> late = published.outOfOrder();
        bySubject.forEach((subject, ids) -> assertThat(without(published.idsOf(subject), late))
                .as("the order of %s, but for what was sent again", subject)
                .isEqualTo(without(ids, late)));
    }

    private static List<String> without(List<String> ids, List<String> left) {
        return ids.stream().filter(id -> !left.contains(id)).toList();
    }

    /** Exchanges that overlap, that stay open over many others, refusals, strangers, bodies in chunks. */
    private void write(Entries entries, Random random, int count) {
        for (int i = 0; i < count; i++) {
            String subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
            switch (random.nextInt(6)) {
                case 0 -> entries.refused(ended(subject), subject);
                case 1 -> entries.received(opened(subject), subject);
                case 2 -> entries.forwarding(opened(subject), subject, noise(random, 1_000));
                default -> entries.whole(ended(subject), subject, noise(random, 1_000), noise(random, size(random)));
            }
            if (open.size() > 20 || (!open.isEmpty() && random.nextInt(3) == 0)) {
                UUID oldest = List.copyOf(open.keySet()).get(random.nextInt(open.size()));
                ended(oldest, Objects.requireNonNull(open.remove(oldest)));
                entries.ended(oldest, noise(random, size(random)));
            }
        }
    }

    private UUID opened(String subject) {
        UUID id = UUID.randomUUID();
        open.put(id, subject);
        return id;
    }

    private UUID ended(String subject) {
        return ended(UUID.randomUUID(), subject);
    }

    private UUID ended(UUID id, String subject) {
        ended.add(id.toString());
        bySubject.computeIfAbsent(subject, fresh -> new ArrayList<>()).add(id.toString());
        return id;
    }

    private static int size(Random random) {
        return random.nextInt(20) == 0 ? 300_000 + random.nextInt(900_000) : random.nextInt(8_000);
    }

    private static byte[] noise(Random random, int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return noise;
    }
}
