package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.Position;
import io.vectrail.edge.recorder.shipper.PassedOver.Standing;
import io.vectrail.event.ShippedPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of one connection: batch after batch, from what Kafka has committed on. A batch that Kafka refuses a record of
 * is published in parts, and the exchange that is refused alone is set aside:
 *
 * <pre>
 * PREPARED ──committed──► done
 *    │
 *    └──a record refused──► up to it ──► it alone ──refused again──► on the disk ──► passed over in the next position
 * </pre>
 */
final class Passage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Passage.class);

    private final Publication kafka;
    private final BatchReader reader;
    private final SetAsideFolder folder;
    private final ShipperParts parts;
    private final String edge;
    private final String epoch;
    private final Clock clock;
    private @Nullable ShippedPosition committed;
    private PassedOver over;
    private Place place;
    private Instant publishedUpTo = Instant.EPOCH;

    Passage(Publication kafka, Beginning beginning, ShipperParts parts) throws IOException {
        this.kafka = kafka;
        this.parts = parts;
        this.folder = parts.folder();
        this.edge = parts.settings().edge();
        this.clock = parts.clock();
        Journal journal = parts.journal();
        this.epoch = journal.epoch().toString();
        this.committed = kafka.start();
        this.over = PassedOver.of(committed);
        this.place = beginning.place();
        folder.settle(over, epoch);
        this.reader = new BatchReader(
                journal,
                place,
                kafka.formats(),
                new DamagedEntries(journal, folder, parts.counts(), clock),
                parts.counts());
        LOG.info(
                "shipping {} from {}, sequence {}",
                edge,
                place.oldest(),
                place.chain().sequence());
    }

    /**
     * Commits the beginning itself where Kafka's position is not it, or would not be kept. Else the next connection, which may come
     * before there is anything to publish, would have to find out again.
     */
    void confirm() throws IOException {
        ShippedPosition last = committed;
        if (last == null || !hasCommitted()) {
            return;
        }
        boolean elsewhere = !place.next().equals(Place.of(last).next());
        boolean nameable =
                parts.journal().segmentCreated(place.next().segment()).isPresent();
        if ((elsewhere && nameable) || kafka.isShadowed()) {
            commitAlone(place, over);
        }
    }

    /** What there was to publish. */
    enum Advance {
        NOTHING,
        /** All that was durable when it was read. */
        ALL,
        /** As much as a transaction takes; more waits. */
        PART
    }

    /** Whether Kafka has a position of this journal. */
    boolean hasCommitted() {
        return committed != null && committed.getEpoch().equals(epoch);
    }

    /** Publishes what is durable, up to a bound. */
    Advance advance() throws IOException {
        List<Prepared> batch = reader.next();
        if (batch.isEmpty()) {
            return Advance.NOTHING;
        }
        parts.milestones().reached(Milestones.Point.PREPARED);
        publish(batch);
        publishedUpTo = batch.getLast().endedAt();
        return BatchReader.isFull(batch) ? Advance.PART : Advance.ALL;
    }

    /** Sends what is set aside once more, each in a transaction of its own that takes it off the list. */
    Resent resend(long untilNanos) throws IOException {
        folder.list();
        folder.settle(over, epoch);
        return Resend.run(this, folder, untilNanos);
    }

    /** What is to be said of the set-aside files, as Kafka's position has it. */
    PassedOver over() {
        return over;
    }

    String epoch() {
        return epoch;
    }

    long sequence() {
        return place.chain().sequence();
    }

    Position position() {
        return reader.position();
    }

    /** What lies before it nobody needs: no exchange that is open began there, and Kafka's position does not name it. */
    Position needed() {
        Position open = reader.oldestOpen();
        return place.next().compareTo(open) < 0 ? place.next() : open;
    }

    Position oldestOpen() {
        return reader.oldestOpen();
    }

    /** When the last exchange that was published had ended. */
    Instant publishedUpTo() {
        return publishedUpTo;
    }

    /** Publishes an exchange that was passed over: the position stays, but for the list. */
    void publishAgain(Parcel parcel) throws IOException, RefusedException {
        ShippedPosition last = committed;
        if (last == null) {
            throw new IllegalStateException("nothing was ever passed over");
        }
        PassedOver next = over.without(parcel.epoch(), parcel.sequence());
        ShippedPosition position = ShippedPosition.newBuilder(last)
                .setAt(clock.instant())
                .setSetAside(next.listed(last.getEpoch()))
                .build();
        long bytes = kafka.publish(List.of(parcel), position);
        committed = position;
        over = next;
        parts.counts().sentAgain(bytes);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private void publish(List<Prepared> batch) throws IOException {
        int from = 0;
        int to = batch.size();
        while (from < batch.size()) {
            List<Prepared> part = batch.subList(from, to);
            try {
                commit(part, part.getLast().after(), over);
                from = to;
                // What comes after the part before a suspect is the suspect, alone.
                to = part.size() == 1 ? batch.size() : Math.min(from + 1, batch.size());
            } catch (RefusedException e) {
                parts.counts().aborted(e.verdict());
                if (part.size() > 1) {
                    to = upToSuspect(batch, from, to, e.sequence());
                } else {
                    setAside(part.getFirst(), e);
                    from++;
                    to = batch.size();
                }
            }
        }
    }

    /** The part before the suspect; where that is the first, the suspect alone. */
    private static int upToSuspect(List<Prepared> batch, int from, int to, long sequence) {
        for (int i = from; i < to; i++) {
            if (batch.get(i).sequence() == sequence) {
                return i == from ? from + 1 : i;
            }
        }
        return from + 1;
    }

    private void setAside(Prepared refused, RefusedException why) throws IOException {
        if (!folder.hasRoomFor(refused.bytes())) {
            throw new FullException(folder);
        }
        folder.keep(item(refused, why.verdict()), refused::eachRecord);
        parts.milestones().reached(Milestones.Point.SET_ASIDE);
        switch (refused) {
            case PreparedExchange exchange -> {
                commitAlone(refused.after(), over.with(refused.epoch(), refused.sequence()));
                parts.counts().passedOver();
                LOG.error(
                        "exchange {}, sequence {}, is set aside: {}",
                        exchange.exchange(),
                        exchange.sequence(),
                        why.getMessage());
            }
            case PreparedRequest request -> {
                // Nobody will see it and decide; its exchange has a record all the same.
                commitAlone(refused.after(), over);
                parts.counts().damagedEntry();
                LOG.error(
                        "that exchange {} waits for approval {} cannot be told, and is set aside: {}",
                        request.exchange(),
                        request.event().getApproval(),
                        why.getMessage());
            }
        }
    }

    private SetAsideItem item(Prepared refused, Verdict verdict) {
        boolean exchange = refused instanceof PreparedExchange;
        return new SetAsideItem(
                exchange ? SetAsideItem.Kind.EXCHANGE : SetAsideItem.Kind.ENTRY,
                refused.epoch(),
                exchange ? refused.sequence() : 0,
                refused instanceof PreparedRequest request
                        ? request.entry().segment() + "-" + request.entry().offset()
                        : "",
                refused.exchange(),
                verdict.name(),
                verdict.meaning(),
                clock.instant(),
                refused.bytes());
    }

    /** A position without events. */
    private void commitAlone(Place at, PassedOver passedOver) throws IOException {
        try {
            commit(List.of(), at, passedOver);
        } catch (RefusedException e) {
            throw new IllegalStateException("a transaction without events was refused", e);
        }
    }

    private void commit(List<Prepared> part, Place after, PassedOver passedOver) throws IOException, RefusedException {
        PassedOver next = passedOver.upTo(epoch, after.chain().sequence());
        ShippedPosition position = position(after, next);
        long bytes = kafka.publish(part, position);
        committed = position;
        over = next;
        place = after;
        if (!part.isEmpty()) {
            parts.counts()
                    .published(
                            (int) part.stream()
                                    .filter(PreparedExchange.class::isInstance)
                                    .count(),
                            bytes);
        }
        folder.settle(over, epoch);
    }

    private ShippedPosition position(Place at, PassedOver passedOver) {
        return ShippedPosition.newBuilder()
                .setEdge(edge)
                .setEpoch(epoch)
                .setSequence(at.chain().sequence())
                .setLastHash(ByteBuffer.wrap(at.chain().lastHash()))
                .setSegment(at.next().segment())
                .setOffset(at.next().offset())
                .setOpenSegment(at.oldest().segment())
                .setOpenOffset(at.oldest().offset())
                .setAt(clock.instant())
                .setSetAside(passedOver.listed(epoch))
                .setSegmentCreated(
                        parts.journal().segmentCreated(at.next().segment()).orElse(0))
                .build();
    }

    /** How a file stands to what Kafka has committed. */
    Standing standing(SetAsideItem item) {
        return SetAsideFolder.standing(item, over, epoch);
    }
}
