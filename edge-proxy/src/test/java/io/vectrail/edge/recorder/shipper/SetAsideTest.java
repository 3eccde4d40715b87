package io.vectrail.edge.recorder.shipper;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.edge.recorder.journal.EntryKind;
import io.vectrail.edge.recorder.journal.Rot;
import io.vectrail.edge.recorder.shipper.Milestones.Point;
import io.vectrail.edge.recorder.shipper.Resent.Outcome;
import io.vectrail.event.Topics;
import io.vectrail.runtime.health.Condition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Kafka refuses is neither lost nor in the way of anything else. */
class SetAsideTest {

    /** Enough for what is small here, too little for a chunk. */
    private static final int TIGHT = 40_000;

    @TempDir
    Path folder;

    private Harbour harbour;
    private final List<String> written = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        harbour = new Harbour(folder);
        // The topics are there from now on.
        harbour.start();
        harbour.awaitConnected();
        harbour.stop();
    }

    @AfterEach
    void close() throws Exception {
        Harbour.limit(Topics.PAYLOADS, -1);
        Harbour.limit(Topics.EXCHANGES, -1);
        harbour.close();
    }

    @Test
    void anExchangeWhoseChunksKafkaRefusesIsSetAsideAndTheRestGoesOn() throws Exception {
        Harbour.limit(Topics.PAYLOADS, TIGHT);
        smallLargeSmall();
        Shipper shipper = harbour.start();
        harbour.awaitShipped();
        Published before = Published.by(harbour.edge);
        assertThat(before.events).hasSize(20);
        before.isAChainBut(Set.of(11L));
        assertThat(shipper.setAside()).singleElement().satisfies(item -> {
            assertThat(item.sequence()).isEqualTo(11);
            assertThat(item.reason()).isEqualTo("TOO_LARGE");
        });
        assertThat(shipper.counts().setAside()).isEqualTo(1);
        assertThat(shipper.condition())
                .isInstanceOf(Condition.Degraded.class)
                .extracting(Condition::detail)
                .asString()
                .contains("1 exchanges", "max.message.bytes", "./vectrail journal resend");

        assertThat(shipper.resend().get(30, TimeUnit.SECONDS).results())
                .as("as long as the limit stands")
                .extracting(Resent.Result::outcome)
                .containsExactly(Outcome.REFUSED);
        assertThat(shipper.setAside()).hasSize(1);

        Harbour.limit(Topics.PAYLOADS, -1);
        Resent resent = shipper.resend().get(30, TimeUnit.SECONDS);
        assertThat(resent.results()).extracting(Resent.Result::outcome).containsExactly(Outcome.SENT);
        assertThat(resent.left()).isZero();
        assertThat(shipper.setAside()).isEmpty();
        assertThat(shipper.counts().resent()).isEqualTo(1);
        allIsThere();
        assertThat(shipper.condition()).isInstanceOf(Condition.Up.class);
    }

    @Test
    void anEventThatKafkaRefusesIsSetAsideToo() throws Exception {
        Harbour.limit(Topics.EXCHANGES, TIGHT);
        small();
        written.add(harbour.entries.whole("alice", noise(60_000), noise(100)).toString());
        small();
        Shipper shipper = harbour.start();
        harbour.awaitShipped();
        Published.by(harbour.edge).isAChainBut(Set.of(11L));
        Harbour.limit(Topics.EXCHANGES, -1);
        shipper.resend().get(30, TimeUnit.SECONDS);
        allIsThere();
    }

    @Test
    void aCrashBetweenAnyTwoStepsNeitherLosesItNorSendsItTwice() throws Exception {
        Harbour.limit(Topics.PAYLOADS, TIGHT);
        smallLargeSmall();
        // The file lies there and Kafka knows nothing of it; then before and after the commit that passes over it.
        harbour.crashAt(Point.SET_ASIDE, 1);
        assertThat(files()).hasSize(1);
        harbour.crashAt(Point.SENT, 1);
        harbour.crashAt(Point.SET_ASIDE, 1);
        harbour.crashAt(Point.COMMITTED, 1);
        Shipper shipper = harbour.start();
        harbour.awaitShipped();
        assertThat(shipper.setAside()).hasSize(1);
        Published.by(harbour.edge).isAChainBut(Set.of(11L));
        harbour.stop();

        Harbour.limit(Topics.PAYLOADS, -1);
        // Sending it again: before the commit, then after it and before the file is gone.
        for (Point point : List.of(Point.SENT, Point.COMMITTED)) {
            Shipper crashing = harbour.startCrashing(point, 1);
            var _ = crashing.resend();
            harbour.awaitEnd();
        }
        assertThat(files()).as("Kafka has it, the edge has not noted it").hasSize(1);
        Shipper last = harbour.start();
        harbour.awaitConnected();
        assertThat(last.resend().get(30, TimeUnit.SECONDS).results()).isEmpty();
        assertThat(files()).isEmpty();
        allIsThere();
    }

    @Test
    void aFileThatWasNeverCommittedGoesOnceItsExchangeIsPublished() throws Exception {
        Harbour.limit(Topics.PAYLOADS, TIGHT);
        smallLargeSmall();
        harbour.crashAt(Point.SET_ASIDE, 1);
        Harbour.limit(Topics.PAYLOADS, -1);
        harbour.start();
        harbour.awaitShipped();
        assertThat(files()).isEmpty();
        allIsThere();
    }

    @Test
    void aFileThatIsMissingIsToldAndOneThatIsDamagedIsNotSent() throws Exception {
        Harbour.limit(Topics.PAYLOADS, TIGHT);
        smallLargeSmall();
        Shipper shipper = harbour.start();
        harbour.awaitShipped();
        Path file = files().getFirst();
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = whole.clone();
        damaged[whole.length / 2]++;
        Files.write(file, damaged);
        assertThat(shipper.resend().get(30, TimeUnit.SECONDS).results())
                .extracting(Resent.Result::outcome)
                .containsExactly(Outcome.UNREADABLE);
        Files.delete(file);
        assertThat(shipper.resend().get(30, TimeUnit.SECONDS).left()).isEqualTo(1);
        assertThat(shipper.condition().detail()).contains("missing", "backup");
        Harbour.limit(Topics.PAYLOADS, -1);
        Files.write(file, whole);
        assertThat(shipper.resend().get(30, TimeUnit.SECONDS).left()).isZero();
        allIsThere();
    }

    @Test
    void aFolderInTheWayIsNoFaultAndOneThatIsGoneIsToldAsTheDisks() throws Exception {
        Path setAside = folder.resolve("set-aside");
        Files.createDirectories(setAside.resolve("zz.new/in-the-way"));
        Harbour.limit(Topics.PAYLOADS, TIGHT);
        smallLargeSmall();
        Shipper shipper = harbour.start();
        harbour.awaitShipped();
        Path away = folder.resolve("away");
        Files.move(setAside, away);
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(shipper.resend()).failsWithin(Duration.ofSeconds(30));
            assertThat(shipper.condition().detail()).contains("the edge's own disk", setAside.toString());
        });
        Files.move(away, setAside);
        Harbour.limit(Topics.PAYLOADS, -1);
        assertThat(shipper.resend().get(30, TimeUnit.SECONDS).left()).isZero();
        allIsThere();
    }

    @Test
    void whatNoExchangeCanBeMadeOfIsKeptForAPersonAndTheRestGoesOn() throws Exception {
        small();
        UUID undecodable = UUID.randomUUID();
        harbour.entries.append(EntryKind.REFUSED, undecodable, new byte[] {1, 2, 3});
        harbour.entries.ended(UUID.randomUUID(), noise(10));
        small();
        Shipper shipper = harbour.start();
        harbour.awaitShipped();
        Published.by(harbour.edge).isOneUnbrokenChain();
        allIsThere();
        assertThat(shipper.setAside())
                .extracting(SetAsideItem::reason)
                .containsExactlyInAnyOrder("undecodable", "end_without_request");
        assertThat(shipper.counts().damaged()).isEqualTo(2);
        assertThat(shipper.condition().detail()).contains("2 exchanges could not be made");
    }

    /** What came before it does not stand in for it: that knows neither the body nor what was decided. */
    @Test
    void anExchangeWhoseForwardedRequestIsDamagedIsKeptForAPerson() throws Exception {
        small();
        UUID damaged = UUID.randomUUID();
        harbour.entries.received(damaged, "alice");
        harbour.entries.forwarding(damaged, "alice", noise(200));
        harbour.entries.ended(damaged, noise(200));
        small();
        Rot.in(folder.resolve("journal"), harbour.journal, EntryKind.FORWARDING, damaged);
        Shipper shipper = harbour.start();
        harbour.awaitShipped();
        allIsThere();
        assertThat(shipper.setAside()).singleElement().satisfies(item -> {
            assertThat(item.exchange()).isEqualTo(damaged.toString());
            assertThat(item.reason()).isEqualTo("request_damaged");
        });
    }

    @Test
    void aSecondEndOfAnExchangeIsCountedAndNothingElse() throws Exception {
        UUID twice = harbour.entries.whole("alice", noise(10), noise(10));
        written.add(twice.toString());
        harbour.entries.ended(twice, noise(10));
        harbour.start();
        harbour.awaitShipped();
        harbour.stop();
        harbour.entries.ended(twice, noise(10));
        Shipper shipper = harbour.start();
        harbour.awaitShipped();
        allIsThere();
        assertThat(shipper.setAside()).isEmpty();
        assertThat(shipper.counts().surplusEnds()).isPositive();
    }

    private void smallLargeSmall() {
        small();
        written.add(harbour.entries.whole("alice", noise(100), noise(1_300_000)).toString());
        small();
    }

    private void small() {
        for (int i = 0; i < 10; i++) {
            written.add(harbour.entries
                    .whole(i % 2 == 0 ? "alice" : "bob", noise(200), noise(2_000))
                    .toString());
        }
    }

    private void allIsThere() {
        Published published = Published.by(harbour.edge);
        published.isOneUnbrokenChain();
        assertThat(published.ids()).isEqualTo(written);
    }

    private List<Path> files() throws Exception {
        try (var files = Files.list(folder.resolve("set-aside"))) {
            return files.toList();
        }
    }

    /** What does not compress. */
    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(bytes).nextBytes(noise);
        return noise;
    }
}
