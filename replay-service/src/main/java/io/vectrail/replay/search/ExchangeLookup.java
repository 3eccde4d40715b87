package io.vectrail.replay.search;

import io.vectrail.event.Side;
import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.Row;
import io.vectrail.replay.archive.StoredBodies;
import io.vectrail.replay.archive.StoredBodies.BodyKey;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.scope.Sight;
import io.vectrail.replay.search.DetailRow.Input;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Single exchanges, their bodies and their vectors. Thread-safe. */
public final class ExchangeLookup {

    /** More than any provider takes. */
    private static final int MOST_INPUTS = 9_999;

    private static final String FROM = " FROM exchanges WHERE ";

    private static final String OF_EXCHANGE =
            " FROM inputs WHERE time = " + Conditions.instant("time") + " AND exchange = {exchange:String}";

    private final ClickHouse clickHouse;
    private final Places places;
    private final Sessions sessions;
    private final StoredBodies bodies;
    private final ExchangeRisks risks;
    private final CallerRisks callers;

    public ExchangeLookup(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
        this.places = new Places(clickHouse);
        this.sessions = new Sessions(clickHouse);
        this.bodies = new StoredBodies(clickHouse);
        this.risks = new ExchangeRisks(clickHouse);
        this.callers = new CallerRisks(clickHouse, Clock.systemUTC());
    }

    /**
     * One exchange.
     *
     * @param sight whether it is answered, and whether its texts are; where not, none are read
     */
    public Optional<ExchangeDetail> one(String id, Sight sight) {
        return places.find("id, time, subject, connection, session", id, sight.metadata(), ExchangeLookup::key)
                .flatMap(key -> complete(key, sight));
    }

    /** A recorded body; empty where there is no such exchange in the scope or none of its bytes are kept. */
    public Optional<Body> body(String id, Side side, Scope texts) {
        String prefix = side.name().toLowerCase(Locale.ROOT);
        record Place(int parts, @Nullable String mediaType, BodyKey key) {}
        Optional<Place> place = places.find(
                prefix + "_parts AS parts, " + prefix + "_media_type AS media_type, partition, offset",
                id,
                texts,
                row -> new Place(
                        row.number("parts"),
                        row.optionalText("media_type"),
                        new BodyKey(id, side, row.number("partition"), row.longNumber("offset"))));
        return place.flatMap(known -> bodies.parts(known.key(), known.parts())
                .map(parts -> new Body(
                        known.key(),
                        known.mediaType(),
                        parts.total(),
                        parts.sizes().size())));
    }

    /** The bytes of one part of a body. */
    public byte[] part(Body body, int part) {
        return bodies.part(body.key(), part);
    }

    /** The vector that came back for one input; empty where there is none, or the exchange is not in the scope. */
    public Optional<RecordedVector> vector(String id, int index, Scope texts) {
        return places.find("time", id, texts, row -> row.time("time")).flatMap(time -> {
            Map<String, Object> parameters = ofExchange(id, time);
            parameters.put("index", index);
            return clickHouse
                    .query(
                            "SELECT model, vector" + OF_EXCHANGE + " AND input = {index:Int32} LIMIT 1",
                            parameters,
                            row -> new RecordedVector(row.text("model"), row.floats("vector")))
                    .stream()
                    .filter(vector -> vector.components().length > 0)
                    .findFirst();
        });
    }

    /**
     * A vector as it came back.
     *
     * @param model that the exchange asked for
     * @param components at least one
     */
    public record RecordedVector(String model, float[] components) {}

    /**
     * A body as it is kept.
     *
     * @param key which it is
     * @param mediaType as recorded; null where none was sent
     * @param size in bytes
     * @param parts to be read one by one
     */
    public record Body(BodyKey key, @Nullable String mediaType, long size, int parts) {}

    /** What an exchange's texts and session are found by. */
    private record Key(
            String id,
            Instant time,
            String subject,
            String connection,
            @Nullable String session) {}

    private static Key key(Row row) {
        return new Key(
                row.text("id"),
                row.time("time"),
                row.text("subject"),
                row.text("connection"),
                row.optionalText("session"));
    }

    private Optional<ExchangeDetail> complete(Key key, Sight sight) {
        Conditions texts = exactly(key).within(sight.texts());
        boolean readable = !clickHouse
                .query("SELECT id" + FROM + texts.where(), texts.parameters(), row -> row.text("id"))
                .isEmpty();
        List<Input> inputs = inputs(key, readable);
        String session = sessions.idOf(key.subject(), key.connection(), key.session(), key.time(), sight.metadata())
                .orElse(null);
        ExchangeRisk risk = risks.one(key.id(), key.time())
                .map(stored -> seen(stored, sight.metadata()))
                .orElse(null);
        Conditions metadata = exactly(key).within(sight.metadata());
        String sql = "SELECT " + DetailRow.COLUMNS + FROM + metadata.where() + " LIMIT 1";
        return clickHouse
                .query(sql, metadata.parameters(), row -> DetailRow.read(row, inputs, session, readable, risk))
                .stream()
                .findFirst();
    }

    /** Without what it says of other exchanges, which somebody may not see. */
    private ExchangeRisk seen(ExchangeRisks.Stored stored, Scope scope) {
        ExchangeRisk risk = stored.score();
        boolean everything = scope instanceof Scope.Everything;
        boolean session = everything
                || sessions.one(stored.session(), scope)
                        .filter(known -> known.subject().equals(stored.subject()))
                        .isPresent();
        boolean caller = everything || callers.sees(stored.subject(), stored.at(), scope);
        return new ExchangeRisk(
                risk.score(),
                risk.level(),
                risk.parts(),
                session ? risk.session() : null,
                caller ? risk.caller() : null,
                risk.documentHash());
    }

    private static Conditions exactly(Key key) {
        return new Conditions()
                .require(
                        "time = " + Conditions.instant("time"),
                        "time",
                        key.time().toEpochMilli())
                .equal("id", key.id());
    }

    private List<Input> inputs(Key key, boolean texts) {
        // size0 is the vector's length without the vector.
        String sql = "SELECT input, toInt32(lengthUTF8(text)) AS characters, toInt32(vector.size0) AS dimensions"
                + (texts ? ", text" : "") + OF_EXCHANGE + " ORDER BY input LIMIT " + MOST_INPUTS;
        return clickHouse.query(
                sql,
                ofExchange(key.id(), key.time()),
                row -> new Input(
                        row.number("input"),
                        row.number("characters"),
                        row.number("dimensions"),
                        texts ? row.text("text") : null));
    }

    private static Map<String, Object> ofExchange(String id, Instant time) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("exchange", id);
        parameters.put("time", time.toEpochMilli());
        return parameters;
    }
}
