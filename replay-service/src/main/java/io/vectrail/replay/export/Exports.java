package io.vectrail.replay.export;

import io.vectrail.replay.archive.ArchiveException;
import io.vectrail.replay.search.ExportedBodies;
import io.vectrail.replay.search.ExportedRows;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs that write what was recorded into files, one at a time. A job that the service was stopped in begins anew when it starts again, and its
 * file is the same then: nothing that was recorded after it was asked for is in it. Thread-safe.
 */
public final class Exports implements AutoCloseable {

    /** Of one person, whole or not. */
    private static final int MOST_OF_ONE = 20;

    private static final int MOST = 200;
    private static final Logger LOG = LoggerFactory.getLogger(Exports.class);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final long LOOK_SECONDS = 10;
    private static final Duration CATCHING_UP = Duration.ofMinutes(2);
    private static final long PAUSE_MILLIS = 100;
    private static final int BUFFER = 64 << 10;

    private final ExportFolder folder;
    private final long mostBytes;
    private final Duration keep;
    private final ExportedRows rows;
    private final ExportedBodies bodies;
    private final LongPredicate archived;
    private final Clock clock;
    private final Map<String, Export> known = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().name("exports").unstarted(this::work);
    private volatile @Nullable ExportRun current;
    private volatile boolean stopping;

    /**
     * Nothing is written before {@link #start}.
     *
     * @param archived whether all that Kafka had at a time, of {@link System#nanoTime}, is in the archive
     * @throws UncheckedIOException when the folder cannot be used
     */
    public Exports(
            ExportSettings settings, ExportedRows rows, ExportedBodies bodies, LongPredicate archived, Clock clock) {
        this.folder = new ExportFolder(settings.directory());
        this.mostBytes = Objects.requireNonNull(settings.mostBytes());
        this.keep = Objects.requireNonNull(settings.keep());
        this.rows = rows;
        this.bodies = bodies;
        this.archived = archived;
        this.clock = clock;
    }

    /** Goes on with what was left. */
    public void start() {
        folder.all().stream()
                .sorted(Comparator.comparing(export -> export.order().asked()))
                .forEach(export -> {
                    known.put(export.id(), export);
                    if (export.state() instanceof ExportState.Waiting) {
                        waiting.add(export.id());
                    }
                });
        thread.start();
    }

    /** What came of asking for one. */
    public sealed interface Asked {

        /** It will be written. */
        record Taken(Export export) implements Asked {}

        /** It will not be. The reason says what to do. */
        record Refused(String reason) implements Asked {}

        /** It cannot be kept now. The reason says why. */
        record Unable(String reason) implements Asked {}
    }

    /** It is written once those before it are. */
    public synchronized Asked ask(ExportOrder order) {
        long own = known.values().stream()
                .filter(export -> export.order().owner().equals(order.owner()))
                .count();
        if (own >= MOST_OF_ONE) {
            return new Asked.Refused("you have " + MOST_OF_ONE + " exports already; delete some");
        }
        if (known.size() >= MOST) {
            return new Asked.Refused(
                    "there are " + MOST + " exports of everybody already; wait until some are deleted");
        }
        Export export = new Export(UUID.randomUUID().toString(), order, new ExportState.Waiting());
        try {
            folder.keep(export);
        } catch (UncheckedIOException e) {
            LOG.error("an export cannot be kept", e);
            return new Asked.Unable("the folder of exports takes nothing; the service's log says why");
        }
        known.put(export.id(), export);
        waiting.add(export.id());
        return new Asked.Taken(export);
    }

    /** Somebody's, the latest first. */
    public List<Export> of(String owner) {
        return known.values().stream()
                .filter(export -> export.order().owner().equals(owner))
                .filter(this::isThere)
                .map(this::asItIs)
                .sorted(Comparator.comparing((Export export) -> export.order().asked())
                        .thenComparing(Export::id)
                        .reversed())
                .toList();
    }

    /** One of somebody's. */
    public Optional<Export> find(String id, String owner) {
        return Optional.ofNullable(known.get(id))
                .filter(export -> export.order().owner().equals(owner))
                .filter(this::isThere)
                .map(this::asItIs);
    }

    /** The file of one that is done; until it is deleted. */
    public Path file(Export export) {
        return folder.content(export);
    }

    /** When one that has ended will be deleted. */
    public Instant expires(Instant ended) {
        return ended.plus(keep);
    }

    /**
     * Ends it, if it is under way, and takes its file away.
     *
     * @return whether there was one of theirs
     * @throws UncheckedIOException when its file cannot be deleted; it is still theirs then
     */
    public synchronized boolean delete(String id, String owner) {
        Export export = known.get(id);
        if (export == null || !export.order().owner().equals(owner)) {
            return false;
        }
        forget(export);
        return true;
    }

    private void forget(Export export) {
        ExportRun run = current;
        if (run != null && run.export().id().equals(export.id())) {
            run.abandon();
        }
        folder.delete(export);
        known.remove(export.id());
        waiting.remove(export.id());
    }

    /** It is deleted as soon as no job is under way; until then nobody sees it any more. */
    private boolean isThere(Export export) {
        Instant ended = ended(export);
        return ended == null || clock.instant().isBefore(expires(ended));
    }

    private static @Nullable Instant ended(Export export) {
        return switch (export.state()) {
            case ExportState.Done done -> done.ended();
            case ExportState.Failed failed -> failed.ended();
            case ExportState.Waiting _, ExportState.Running _ -> null;
        };
    }

    private Export asItIs(Export export) {
        ExportRun run = current;
        return run != null && run.export().id().equals(export.id()) && export.state() instanceof ExportState.Waiting
                ? export.in(new ExportState.Running(run.share(), run.bytes()))
                : export;
    }

    private void work() {
        while (!stopping) {
            try {
                deleteExpired();
                String id = waiting.poll(LOOK_SECONDS, TimeUnit.SECONDS);
                Export export = id == null ? null : known.get(id);
                if (export != null) {
                    run(export);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // A thread that ended here would leave a service that writes no export any more.
                LOG.error("exports had trouble", e);
            }
        }
    }

    private void run(Export export) throws InterruptedException {
        boolean caughtUp = awaitCaughtUp(export);
        Path content = folder.content(export);
        try {
            MeasuredOutput output;
            ExportRun run;
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(content), BUFFER)) {
                output = new MeasuredOutput(file, Math.max(0, mostBytes - folder.bytes()));
                run = new ExportRun(export, output, rows, bodies);
                current = run;
                if (!known.containsKey(export.id())) {
                    output.abandon();
                }
                run.write(caughtUp);
            }
            if (Files.size(content) != output.bytes()) {
                throw new IOException("somebody else wrote into its file; ask for it again");
            }
            end(export, new ExportState.Done(clock.instant(), run.count(), output.bytes(), output.hash(), caughtUp));
        } catch (ArchiveException e) {
            fail(export, "the archive failed: " + e.getMessage() + "; ask for it again, or for less at a time");
        } catch (NoSuchFileException e) {
            LOG.warn("the folder of an export is gone", e);
            fail(export, "the folder that it was written into is gone; ask for it again");
        } catch (IOException | UncheckedIOException e) {
            fail(export, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("an export failed", e);
            fail(export, "the service failed over it; its log says why");
        } finally {
            current = null;
        }
    }

    /** What is on its way from Kafka was recorded, too; but an archive that stays behind does not keep anybody waiting for ever. */
    private boolean awaitCaughtUp(Export export) throws InterruptedException {
        long begun = System.nanoTime();
        while (!archived.test(begun)) {
            if (System.nanoTime() - begun > CATCHING_UP.toNanos() || !known.containsKey(export.id())) {
                return false;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }

    private void fail(Export export, String reason) {
        if (stopping) {
            return;
        }
        LOG.warn("an export failed: {}", reason);
        try {
            Files.deleteIfExists(folder.content(export));
        } catch (IOException e) {
            LOG.warn("what was written of an export is left", e);
        }
        end(export, new ExportState.Failed(clock.instant(), reason));
    }

    private synchronized void end(Export export, ExportState state) {
        try {
            // Deleted meanwhile: nothing of it may come back.
            if (known.containsKey(export.id())) {
                folder.keep(export.in(state));
                known.put(export.id(), export.in(state));
            } else {
                folder.delete(export);
            }
        } catch (UncheckedIOException e) {
            LOG.error("how an export ended cannot be kept; it is written again after the next start", e);
            String why = "the folder of exports takes nothing; the service's log says why";
            known.computeIfPresent(export.id(), (id, ended) -> ended.in(new ExportState.Failed(clock.instant(), why)));
        }
    }

    private synchronized void deleteExpired() {
        for (Export export : new ArrayList<>(known.values())) {
            if (!isThere(export)) {
                expire(export);
            }
        }
    }

    private void expire(Export export) {
        try {
            forget(export);
        } catch (UncheckedIOException e) {
            LOG.warn("an export that has expired is left; delete its folder", e);
            known.remove(export.id());
        }
    }

    /** What is under way begins anew after the next start. */
    @Override
    public void close() {
        stopping = true;
        ExportRun run = current;
        if (run != null) {
            run.abandon();
        }
        thread.interrupt();
        try {
            if (!thread.join(STOP)) {
                LOG.warn("an export did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
