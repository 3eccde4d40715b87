package io.vectrail.replay.search;

import io.vectrail.event.Side;
import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.Row;
import io.vectrail.replay.archive.StoredBodies;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Single exchanges, their bodies and their vectors. Thread-safe. */
public final class ExchangeLookup {

    private static final String OF_EXCHANGE =
            " FROM inputs WHERE time = " + Conditions.instant("time") + " AND exchange = {exchange:String}";

    private final ClickHouse clickHouse;
    private final Places places;
    private final Sessions sessions;
    private final StoredBodies bodies;

    public ExchangeLookup(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
        this.places = new Places(clickHouse);
        this.sessions = new Sessions(clickHouse);
        this.bodies = new StoredBodies(clickHouse);
    }

    /**
     * One exchange.
     *
     * @param texts whether the caller may read texts; without, none are read
     */
    public Optional<ExchangeDetail> one(String id, boolean texts) {
        return places.find(DetailRow.COLUMNS, id, DetailRow::read).map(row -> complete(row, texts));
    }

    /** A recorded body; empty where there is no such exchange or none of its bytes are kept. */
    public Optional<Body> body(String id, Side side) {
        String prefix = side.name().toLowerCase(Locale.ROOT);
        record Place(int parts, @Nullable String mediaType) {}
        Optional<Place> place = places.find(
                prefix + "_parts AS parts, " + prefix + "_media_type AS media_type",
                id,
                row -> new Place(row.number("parts"), row.optionalText("media_type")));
        return place.flatMap(known -> bodies.parts(id, side, known.parts())
                .map(parts ->
                        new Body(known.mediaType(), parts.total(), parts.sizes().size())));
    }

    /** The bytes of one part of a body. */
    public byte[] part(String id, Side side, int part) {
        return bodies.part(id, side, part);
    }

    /** The vector that came back for one input; empty where there is none. */
    public Optional<float[]> vector(String id, int index) {
        return places.find("time", id, row -> row.time("time")).flatMap(time -> {
            Map<String, Object> parameters = ofExchange(id, time);
            parameters.put("index", index);
            return clickHouse
                    .query(
                            "SELECT vector" + OF_EXCHANGE + " AND input = {index:Int32} LIMIT 1",
                            parameters,
                            row -> row.floats("vector"))
                    .stream()
                    .filter(vector -> vector.length > 0)
                    .findFirst();
        });
    }

    /**
     * A body as it is kept.
     *
     * @param mediaType as recorded; null where none was sent
     * @param size in bytes
     * @param parts to be read one by one
     */
    public record Body(@Nullable String mediaType, long size, int parts) {}

    private ExchangeDetail complete(DetailRow row, boolean texts) {
        ExchangeDetail detail = row.detail();
        Map<Integer, Input> inputs = inputs(detail, texts);
        List<ExchangeDetail.Item> items = row.items().isEmpty()
                ? inputs.values().stream()
                        .sorted(Comparator.comparingInt(Input::index))
                        .map(Input::alone)
                        .toList()
                : row.items().stream()
                        .map(item -> with(item, inputs.get(item.index())))
                        .toList();
        String session = sessions.idOf(detail.subject(), detail.connection(), detail.session(), detail.time())
                .orElse(null);
        return row.with(items, session);
    }

    private record Input(
            int index,
            int characters,
            int dimensions,
            @Nullable String text) {

        ExchangeDetail.Item alone() {
            return new ExchangeDetail.Item(index, characters, null, "UNKNOWN", text, dimensions, List.of());
        }
    }

    private static ExchangeDetail.Item with(ExchangeDetail.Item item, @Nullable Input input) {
        return input == null
                ? item
                : new ExchangeDetail.Item(
                        item.index(),
                        item.characters(),
                        item.tokens(),
                        item.action(),
                        input.text(),
                        input.dimensions(),
                        item.detections());
    }

    private Map<Integer, Input> inputs(ExchangeDetail detail, boolean texts) {
        Map<Integer, Input> inputs = new HashMap<>();
        // size0 is the vector's length without the vector.
        String sql = "SELECT input, toInt32(lengthUTF8(text)) AS characters, toInt32(vector.size0) AS dimensions"
                + (texts ? ", text" : "") + OF_EXCHANGE + " ORDER BY input";
        clickHouse
                .query(sql, ofExchange(detail.id(), detail.time()), row -> input(row, texts))
                .forEach(input -> inputs.put(input.index(), input));
        return inputs;
    }

    private static Input input(Row row, boolean texts) {
        return new Input(
                row.number("input"),
                row.number("characters"),
                row.number("dimensions"),
                texts ? row.text("text") : null);
    }

    private static Map<String, Object> ofExchange(String id, Instant time) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("exchange", id);
        parameters.put("time", time.toEpochMilli());
        return parameters;
    }
}
