package io.vectrail.edge.recorder.journal;

import io.vectrail.edge.recorder.journal.JournalFolder.Segment;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segment that is written, if there is one; the folder's list and whoever reads learn of each change. By the journal's thread alone. */
final class CurrentSegment {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentSegment.class);

    private final JournalSettings settings;
    private final JournalFolder folder;
    private final Clock clock;
    private final Consumer<JournalEvent> events;
    private final News news;
    private final SpareSegment spare;

    private @Nullable SegmentWriter writer;
    private @Nullable FileKey key;
    private long preparedAfter;
    private boolean served;

    CurrentSegment(
            JournalSettings settings,
            JournalFolder folder,
            Clock clock,
            Consumer<JournalEvent> events,
            News news,
            SpareSegment spare) {
        this.settings = settings;
        this.folder = folder;
        this.clock = clock;
        this.events = events;
        this.news = news;
        this.spare = spare;
    }

    boolean isOpen() {
        return writer != null;
    }

    /** True when it is to be followed by another. */
    boolean isOver() {
        return writer != null && writer.isOver(settings.limits(), clock.millis());
    }

    SegmentWriter writer() {
        return Objects.requireNonNull(writer, "open one first");
    }

    /** Begins the next one; there is none. */
    void open() throws IOException {
        long number = folder.takeNumber();
        writer = SegmentWriter.create(folder.file(number), folder.epoch(), number, clock.millis(), folder.end(), spare);
        key = FileKey.of(folder.file(number));
        served = false;
        folder.forceNames();
        folder.put(segment(writer, false));
    }

    /** @param entries how many wait for it */
    void force(int entries) throws IOException {
        SegmentWriter forced = writer();
        long before = forced.durable();
        long began = System.nanoTime();
        forced.force();
        long took = System.nanoTime() - began;
        served = true;
        publish(segment(forced, false));
        events.accept(new JournalEvent.Forced(took, entries, forced.durable() - before));
    }

    /** Only where traffic fills segments; once for each segment. */
    void prepareNext() {
        SegmentWriter filling = writer();
        if (filling.number() > preparedAfter && filling.fills(settings.limits())) {
            preparedAfter = filling.number();
            spare.want();
        }
    }

    /** Bytes of the disk that are taken and hold nothing yet. */
    long ahead() {
        return spare.bytes() + (writer == null ? 0 : writer.ahead());
    }

    /** @throws IOException when what is written now would not be found again */
    void checkFound() throws IOException {
        folder.checkOwned();
        if (writer != null && isGone(writer)) {
            throw new IOException(
                    folder.file(writer.number()) + " was taken away while it was written: bring it back, if you can");
        }
    }

    private boolean isGone(SegmentWriter looked) throws IOException {
        return key == null || !key.isStillAt(folder.file(looked.number()));
    }

    /** Ends it at its last byte. All of it must be durable. */
    void seal() throws IOException {
        try (SegmentWriter ending = writer()) {
            writer = null;
            // Before anything that may fail: readers wait at a segment that is not sealed.
            publish(segment(ending, true));
            if (isGone(ending)) {
                reportGone(ending);
            }
        }
    }

    /**
     * After a failed fsync the kernel may have dropped what it could not write: the file is cut back and left alone.
     *
     * @return whether it had served, so that it may have met a fault that passes
     */
    boolean giveUp() {
        boolean had = served;
        served = false;
        if (writer != null) {
            SegmentWriter broken = writer;
            writer = null;
            giveUp(broken);
        }
        return had;
    }

    private void giveUp(SegmentWriter broken) {
        events.accept(new JournalEvent.SegmentGivenUp(broken.number()));
        try {
            broken.abandon();
            boolean gone = isGone(broken);
            if (gone) {
                reportGone(broken);
            }
            if (broken.holdsEntries() || (!gone && folder.isEmptyWithout(broken.number()))) {
                publish(segment(broken, true));
            } else if (gone) {
                // Whatever has its name now is not this journal's to delete.
                folder.forget(broken.number());
            } else {
                folder.remove(broken.number());
            }
        } catch (IOException e) {
            LOG.error("the journal's segment {} could not be cut back: {}", broken.number(), e.getMessage());
            publish(segment(broken, true));
        }
    }

    private void reportGone(SegmentWriter gone) {
        if (gone.holdsEntries()) {
            folder.damages()
                    .report(new Damage(
                            new Position(gone.number(), 0), gone.durable(), "the segment's file was taken away"));
        }
    }

    private Segment segment(SegmentWriter described, boolean sealed) {
        return new Segment(described.number(), described.durable(), sealed, clock.instant(), described.createdMillis());
    }

    private void publish(Segment changed) {
        folder.put(changed);
        news.announce();
    }
}
