package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.journal.Position;
import io.vectrail.runtime.disk.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A note on the edge's own disk of where the oldest open exchange stood. A start without Kafka need not read the whole
 * journal for interrupted ones; and a journal with a note has been shipped from, so that a position that Kafka does not
 * know is one that it lost ({@link Beginning}). May lag, never leads. Where it is missing or damaged, or of a journal that was
 * here before, everything is read, and the journal counts as one that was never shipped.
 */
public final class ShippedHint {

    private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(ShippedHint.class);

    private final Path file;
    private final String epoch;
    private long rememberedAt = System.nanoTime() - EVERY_NANOS;

    /** @param epoch the journal's */
    public ShippedHint(Path file, UUID epoch) {
        this.file = file;
        this.epoch = epoch.toString();
    }

    /** The noted position, or the journal's start. */
    public Position recall() {
        try {
            String[] parts = Files.readString(file).strip().split(" ", -1);
            // An older note has no epoch.
            boolean own = parts.length == 2 || parts[2].equals(epoch);
            return !own ? Position.START : new Position(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Position.START;
        }
    }

    /** Notes a position, at most once a second. That it cannot be written is no fault: it may lag. */
    void remember(Position oldestOpen) {
        if (System.nanoTime() - rememberedAt < EVERY_NANOS) {
            return;
        }
        rememberedAt = System.nanoTime();
        try {
            WholeFile.write(file, oldestOpen.segment() + " " + oldestOpen.offset() + " " + epoch + "\n");
        } catch (IOException e) {
            LOG.warn("the shipped position cannot be noted in {}: {}", file, e.getMessage());
        }
    }
}
