package io.vectrail.load;

import io.vectrail.document.topic.TopicReader;
import io.vectrail.local.platform.Role;
import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What a million callers take. A few call for forty days, so that all that is remembered of one is there; that is given to a million in the changelog, whose
 * program loses its disk, restores it, and scores exchanges of any of them: hardly one is found in a cache. Prints sizes, the time until the first
 * is scored after a start, and what an exchange costs.
 *
 * <p>Argument: how many callers, {@value #CALLERS} where none is given.
 */
public final class ManyCallers {

    private static final int CALLERS = 1_000_000;
    private static final int LEARNT_FROM = 16_000;
    private static final int SCORED = 60_000;
    private static final Duration LEARNT_IN = Duration.ofDays(40);
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final String CHANGELOG = "vectrail-sessions-risk-callers-changelog";

    private final Platform platform;
    private final ScoredCount count;

    private ManyCallers(Platform platform) {
        this.platform = platform;
        this.count = new ScoredCount(platform);
    }

    public static void main(String... arguments) throws InterruptedException, ExecutionException, IOException {
        int callers = arguments.length == 0 ? CALLERS : Integer.parseInt(arguments[0]);
        try (Platform platform = Platform.startOnly(Role.KAFKA, Role.REGISTRY)) {
            new ManyCallers(platform).run(callers);
        }
    }

    private void run(int callers) throws InterruptedException, ExecutionException, IOException {
        List<byte[]> states = learn();
        long bytes = remember(callers, states);
        System.out.printf(
                Locale.ROOT,
                "%d callers of %.1f KiB each, %.1f GiB%n",
                callers,
                bytes / 1024.0 / callers,
                bytes / (double) (1 << 30));
        Path state = platform.home().resolve("streams").resolve("state");
        deleteAll(state);
        fill(RecordedTraffic.Callers.busy(callers, Instant.now().minusSeconds(60)), SCORED);
        long started = System.nanoTime();
        try (LargestSize disk = new LargestSize(state)) {
            platform.launch(Role.STREAMS);
            long first = count.await(1, LIMIT);
            Duration restored = Duration.ofNanos(System.nanoTime() - started);
            ProgramCost program = ProgramCost.of(platform, Role.STREAMS);
            Duration used = program.processor();
            long begun = System.nanoTime();
            long last = count.await(SCORED, LIMIT);
            System.out.printf(
                    Locale.ROOT,
                    "restored in %d s; then %.0f exchanges/s, %.0f us of processor time each; most resident %d MiB; on disk at most %.1f GiB, at the end %.1f GiB%n",
                    restored.toSeconds(),
                    (last - first) * 1e9 / (System.nanoTime() - begun),
                    program.processor().minus(used).toNanos() / 1e3 / (last - first),
                    program.mostMebibytes(),
                    disk.most / (double) (1 << 30),
                    size(state) / (double) (1 << 30));
        }
    }

    /** What is remembered of callers that have called for long. */
    private List<byte[]> learn() throws InterruptedException, ExecutionException {
        fill(
                new RecordedTraffic.Callers(
                        FilledTopic.FEW, Instant.now().minus(LEARNT_IN), LEARNT_IN.dividedBy(LEARNT_FROM / 2 + 1)),
                LEARNT_FROM);
        platform.start(EnumSet.of(Role.STREAMS));
        count.await(LEARNT_FROM, LIMIT);
        platform.stop(Role.STREAMS);
        Map<String, byte[]> latest = new HashMap<>();
        try (TopicReader<ConsumerRecord<String, byte[]>> changelog =
                new TopicReader<>(CHANGELOG, Map.of("bootstrap.servers", platform.bootstrap()), Optional::of)) {
            changelog.rest(record -> latest.put(record.key(), record.value()));
        }
        return List.copyOf(latest.values());
    }

    /** @return the bytes of all keys and values */
    private long remember(int callers, List<byte[]> states) {
        long bytes = 0;
        AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
        // Keys go to the partitions that their exchanges go to: both are placed by the same bytes.
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.bootstrap(), "linger.ms", 20, "batch.size", 1 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int caller = 0; caller < callers; caller++) {
                byte[] key = RecordedTraffic.subject(caller).getBytes(StandardCharsets.UTF_8);
                byte[] value = states.get(caller % states.size());
                bytes += key.length + value.length;
                var _ = producer.send(
                        new ProducerRecord<>(CHANGELOG, key, value),
                        (_, failure) -> failed.compareAndSet(null, failure));
            }
        }
        if (failed.get() != null) {
            throw new IllegalStateException("not all callers could be written", failed.get());
        }
        return bytes;
    }

    private void fill(RecordedTraffic.Callers callers, int exchanges) throws InterruptedException, ExecutionException {
        FilledTopic.fill(platform.bootstrap(), platform.registryUrl(), RecordedTraffic.Form.BASE64, callers, exchanges);
    }

    private static void deleteAll(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    /** Of what there is when it is looked at: files go while they are counted. */
    private static long size(Path folder) {
        AtomicLong bytes = new AtomicLong();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes.addAndGet(attributes.size());
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.get();
    }

    /** Looks at a folder's size again and again. */
    private static final class LargestSize implements AutoCloseable {
        private final AtomicBoolean ended = new AtomicBoolean();
        private volatile long most;

        LargestSize(Path folder) {
            Thread.ofPlatform().daemon().start(() -> {
                while (!ended.get()) {
                    most = Math.max(most, size(folder));
                    LockSupport.parkNanos(LOOK.toNanos());
                }
            });
        }

        @Override
        public void close() {
            ended.set(true);
        }
    }
}
