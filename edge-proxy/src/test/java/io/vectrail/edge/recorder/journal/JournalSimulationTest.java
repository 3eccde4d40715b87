package io.vectrail.edge.recorder.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.local.testkit.fault.FaultyDisk;
import io.vectrail.local.testkit.fault.PowerFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random appends, faults and power failures. Whatever happens: what was acknowledged is read back in its order, what was
 * given up before it was written is never read, nothing is read twice, and the epoch goes on.
 */
class JournalSimulationTest {

    private static final int ROUNDS = 25;
    private static final List<EntryKind> KINDS = List.of(EntryKind.values());

    @TempDir
    Path temporary;

    private record Submitted(int number, CompletableFuture<Position> done) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatWasAcknowledgedIsReadBackWhateverTheDiskDoes(long seed) throws Exception {
        run(seed);
    }

    @Test
    void whatWasAcknowledgedIsReadBackWithASeedOfThisRun() throws Exception {
        run(System.nanoTime());
    }

    private void run(long seed) throws Exception {
        try {
            new Run(seed, temporary.resolve("journal")).rounds();
        } catch (AssertionError | Exception e) {
            throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
        }
    }

    /** One journal's life. */
    private static final class Run {

        private final Random random;
        private final Path folder;
        private final List<Submitted> pending = new ArrayList<>();
        private final List<Integer> acknowledged = new ArrayList<>();
        private final Set<Integer> neverTaken = new HashSet<>();

        /** By segment, from where on a power failure may have left anything. */
        private final Map<Long, Long> struck = new HashMap<>();

        private @Nullable UUID epoch;
        private int next;

        Run(long seed, Path folder) {
            this.random = new Random(seed);
            this.folder = folder;
        }

        void rounds() throws Exception {
            for (int round = 0; round < ROUNDS; round++) {
                FaultyDisk disk = FaultyDisk.over(folder);
                boolean struck = random.nextInt(3) > 0;
                try (Journal journal =
                        Journal.open(JournalUnderTest.settings(disk.path(), 1 << 16), Clock.systemUTC())) {
                    check(journal);
                    for (int burst = random.nextInt(4); burst > 0; burst--) {
                        burst(journal, disk);
                    }
                    fault(disk);
                    submit(journal);
                    if (struck) {
                        settle();
                        snapshot();
                    }
                    disk.heal();
                }
                if (struck) {
                    pending.clear();
                    restore();
                } else {
                    settle();
                }
            }
        }

        /** A fault comes, passes, and those who waited are told. */
        private void burst(Journal journal, FaultyDisk disk) throws Exception {
            fault(disk);
            submit(journal);
            if (random.nextBoolean()) {
                submit(journal);
            }
            disk.heal();
            for (Submitted one : pending) {
                try {
                    one.done().get(20, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(JournalUnavailableException.class);
                }
            }
            settle();
        }

        private void fault(FaultyDisk disk) throws IOException {
            switch (random.nextInt(5)) {
                case 0 -> disk.failForce();
                case 1 -> disk.stallForce(Duration.ofMillis(random.nextInt(40)));
                case 2 -> disk.quota(bytes() + random.nextInt(30_000));
                default -> disk.heal();
            }
        }

        private void submit(Journal journal) {
            int count = random.nextInt(40);
            for (int i = 0; i < count; i++) {
                int number = next++;
                byte[] payload = (number + " " + "x".repeat(random.nextInt(random.nextInt(20) == 0 ? 90_000 : 2_000)))
                        .getBytes(StandardCharsets.US_ASCII);
                // Ends are taken as long as there is room; others also know faults.
                EntryKind kind = KINDS.get(random.nextInt(KINDS.size()));
                CompletableFuture<Position> done = random.nextInt(5) == 0 && i < count - 1
                        ? journal.appendUnhurried(kind, UUID.randomUUID(), payload)
                        : kind.terminal()
                                ? journal.appendEnd(kind, UUID.randomUUID(), payload)
                                : journal.append(kind, UUID.randomUUID(), payload);
                if (done.isCompletedExceptionally()) {
                    neverTaken.add(number);
                } else {
                    pending.add(new Submitted(number, done));
                }
            }
        }

        /** Those that have been told are owed to the reader from now on. */
        private void settle() {
            pending.removeIf(one -> {
                if (one.done().isDone() && !one.done().isCompletedExceptionally()) {
                    acknowledged.add(one.number());
                }
                return one.done().isDone();
            });
        }

        private void check(Journal journal) throws IOException {
            List<Integer> read = JournalUnderTest.entries(journal).stream()
                    .map(entry -> new String(entry.payload(), StandardCharsets.US_ASCII))
                    .map(text -> Integer.parseInt(text.substring(0, text.indexOf(' '))))
                    .toList();
            assertThat(read).isSorted().doesNotHaveDuplicates();
            Set<Integer> all = new HashSet<>(read);
            assertThat(acknowledged.stream().filter(number -> !all.contains(number)))
                    .as("acknowledged and not read")
                    .isEmpty();
            assertThat(neverTaken.stream().filter(all::contains))
                    .as("refused at once and read all the same")
                    .isEmpty();
            assertThat(journal.damages().places()).allMatch(this::mayBeDamaged);
            if (!acknowledged.isEmpty() && epoch != null) {
                assertThat(journal.epoch()).isEqualTo(epoch);
            }
            epoch = journal.epoch();
        }

        /**
         * Pages that were not forced reach the disk in any order, so that a whole entry may follow a hole that a power failure
         * left. Nobody was told of either; the journal cannot know that, and tells the hole.
         */
        private boolean mayBeDamaged(Damage damage) {
            Long from = struck.get(damage.at().segment());
            return from != null && damage.at().offset() + damage.bytes() > from;
        }

        /**
         * The files and what is known to be forced of them, as both are at one instant, while the journal goes on; and what a
         * power failure makes of them.
         */
        private void snapshot() throws IOException {
            Map<String, ByteBuffer> marks = read(beside(".marks"));
            Map<String, ByteBuffer> files = read(folder);
            long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (true) {
                Map<String, ByteBuffer> marksAgain = read(beside(".marks"));
                Map<String, ByteBuffer> filesAgain = read(folder);
                if (marks.equals(marksAgain) && files.equals(filesAgain)) {
                    break;
                }
                assertThat(System.nanoTime()).as("the journal never rests").isLessThan(until);
                marks = marksAgain;
                files = filesAgain;
            }
            write(marks, beside(".copy.marks"));
            write(files, beside(".copy"));
            if (random.nextBoolean()) {
                for (PowerFailure.Damage left : PowerFailure.strike(beside(".copy"), beside(".copy.marks"), random)) {
                    String name = left.file().getFileName().toString();
                    if (name.endsWith(SegmentFormat.SUFFIX)) {
                        struck.merge(Long.parseLong(name.substring(0, 12)), left.from(), Math::min);
                    }
                }
            }
        }

        private void restore() throws IOException {
            delete(folder);
            delete(beside(".marks"));
            Files.move(beside(".copy"), folder);
            delete(beside(".copy.marks"));
        }

        private Path beside(String suffix) {
            return folder.resolveSibling(folder.getFileName() + suffix);
        }

        private long bytes() throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.mapToLong(file -> file.toFile().length()).sum();
            }
        }

        private static Map<String, ByteBuffer> read(Path from) throws IOException {
            Map<String, ByteBuffer> read = new HashMap<>();
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.toList()) {
                    try {
                        read.put(file.getFileName().toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
                    } catch (NoSuchFileException e) {
                        // Deleted meanwhile, so that it is not among the files of this instant.
                        assertThat(e.getFile()).isNotEmpty();
                    }
                }
            }
            return read;
        }

        private static void write(Map<String, ByteBuffer> files, Path to) throws IOException {
            Files.createDirectories(to);
            for (Map.Entry<String, ByteBuffer> file : files.entrySet()) {
                Files.write(to.resolve(file.getKey()), file.getValue().array());
            }
        }

        private static void delete(Path folder) throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            Files.delete(folder);
        }
    }
}
