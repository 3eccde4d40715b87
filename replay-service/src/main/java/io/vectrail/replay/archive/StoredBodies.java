package io.vectrail.replay.archive;

import io.vectrail.event.RecordedBody;
import io.vectrail.event.Side;
import io.vectrail.event.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads bodies back: ingest needs them for texts and vectors, auditors as evidence. Thread-safe. What somebody else wrote for the
 * same body does not count. The exchange says how many parts it has; one that stood in it comes from its own record, and of
 * chunks those in the partition of its number count first, and there the earlier: its edge publishes them with it and before it.
 */
public final class StoredBodies {

    private static final String OF_BODY = """
            FROM bodies
            WHERE exchange = {exchange:String} AND side = {side:String}
                AND (topic != {exchanges:String} OR (partition = {partition:Int32} AND offset = {offset:Int64}))
            """;
    private static final String GENUINE = "(topic, partition != {partition:Int32}, partition, offset)";
    private static final String PARTS = "SELECT part, argMin(length(bytes), " + GENUINE + ") AS size " + OF_BODY
            + " AND part < {parts:Int32} GROUP BY part ORDER BY part";
    private static final String PART =
            "SELECT bytes " + OF_BODY + " AND part = {part:Int32} ORDER BY " + GENUINE + " LIMIT 1";

    private final ClickHouse clickHouse;

    public StoredBodies(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * Which body.
     *
     * @param partition where its exchange's record stood in Kafka
     * @param offset likewise
     */
    public record BodyKey(String exchange, Side side, int partition, long offset) {

        BodyKey(String exchange, Side side, Origin origin) {
            this(exchange, side, origin.partition().partition(), origin.offset());
        }

        private Map<String, Object> with(String name, int value) {
            return Map.of(
                    "exchange",
                    exchange,
                    "side",
                    side.name(),
                    "exchanges",
                    Topics.EXCHANGES.name(),
                    "partition",
                    partition,
                    "offset",
                    offset,
                    name,
                    value);
        }
    }

    /**
     * Sizes of a stored body's parts.
     *
     * @param sizes in bytes, in order
     */
    public record Parts(List<Long> sizes) {

        public Parts {
            sizes = List.copyOf(sizes);
        }

        /** Bytes in total. */
        public long total() {
            return sizes.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** The parts that are stored, when those are all of them. */
    public Optional<Parts> parts(BodyKey body, int expected) {
        record Found(int part, long size) {}
        List<Found> found = clickHouse.query(
                PARTS, body.with("parts", expected), row -> new Found(row.number("part"), row.longNumber("size")));
        boolean whole = expected > 0
                && found.size() == expected
                && found.getLast().part() == expected - 1
                && found.getFirst().part() == 0;
        return whole ? Optional.of(new Parts(found.stream().map(Found::size).toList())) : Optional.empty();
    }

    /** The bytes of one part. */
    public byte[] part(BodyKey body, int part) {
        return clickHouse.bytes(PART, body.with("part", part));
    }

    /** A body from its exchange or, where it is in chunks, from the archive. */
    Loaded load(BodyKey key, RecordedBody body, long mostBytes) {
        if (body.getContent() != null) {
            return new Loaded.Whole(ExchangeTable.bytes(Objects.requireNonNull(body.getContent())));
        }
        if (body.getChunks() <= 0) {
            return new Loaded.NotKept();
        }
        Optional<Parts> parts = parts(key, body.getChunks());
        if (parts.isEmpty()) {
            return new Loaded.Incomplete();
        }
        long total = parts.get().total();
        if (total > mostBytes) {
            return new Loaded.NotKept();
        }
        byte[] whole = new byte[(int) total];
        int at = 0;
        for (int part = 0; part < body.getChunks(); part++) {
            byte[] bytes = part(key, part);
            System.arraycopy(bytes, 0, whole, at, bytes.length);
            at += bytes.length;
        }
        return new Loaded.Whole(whole);
    }

    /** What came of looking for a body. */
    sealed interface Loaded {

        /** All of it. */
        record Whole(byte[] bytes) implements Loaded {}

        /** There is none to read: not kept, or larger than anyone reads. */
        record NotKept() implements Loaded {}

        /** Chunks of it are not in the archive, or not yet. */
        record Incomplete() implements Loaded {}
    }
}
