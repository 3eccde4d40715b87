package io.vectrail.replay.web;

import static io.vectrail.replay.web.Route.Cost.COMPARISON;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.replay.archive.VectorSketch;
import io.vectrail.replay.reissue.Embedded;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.search.ExchangeField;
import io.vectrail.replay.search.ExchangeFilter;
import io.vectrail.replay.search.ExchangeLookup;
import io.vectrail.replay.search.ExchangeLookup.RecordedVector;
import io.vectrail.replay.search.NearestVectors;
import io.vectrail.replay.search.NearestVectors.Found;
import io.vectrail.replay.search.NearestVectors.Method;
import io.vectrail.replay.search.NearestVectors.Neighbour;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which recorded vectors are nearest to a recorded one ({@code GET /api/v1/exchanges/{id}/vectors/{index}/nearest}) or to any other
 * ({@code POST /api/v1/vectors/nearest}), and which exchanges a vector came back in ({@code GET /api/v1/vectors/{hash}}).
 */
final class NearestResource {

    private static final Set<String> NAMES = Set.of("vector", "text", "connection", "model");
    private static final int DEFAULT_LIMIT = 10;
    private static final int MOST_BYTES = 1 << 20;

    /** Twice what models make. */
    private static final int MOST_DIMENSIONS = 8_192;

    private static final String FORM = "the body must be {\"text\": \"…\", \"connection\": \"…\", \"model\": \"…\"}, or"
            + " {\"vector\": [0.1, …]}, or {\"vector\": \"…\"} with base64 of float32 in little-endian order; at least one component and at most "
            + MOST_DIMENSIONS
            + ", all of them finite";

    private final NearestVectors nearest;
    private final ExchangeLookup lookup;
    private final TextAsVector texts;

    NearestResource(NearestVectors nearest, ExchangeLookup lookup, TextAsVector texts) {
        this.nearest = nearest;
        this.lookup = lookup;
        this.texts = texts;
    }

    /** Field names are the API's. */
    private record Same(List<Neighbour> items) {}

    Answer toRecorded(Call call) {
        ExchangeFilter filter = filter(call);
        int limit = limit(call, NearestVectors.MOST - 1);
        Method method = method(call);
        RecordedVector vector = VectorResource.recorded(lookup, call);
        if (call.parameter("model") == null) {
            filter = filter.with(ExchangeField.MODEL, vector.model());
        }
        Found found = nearest.to(
                vector.components(),
                filter,
                limit + 1,
                method,
                call.person().sight().texts());
        int index = VectorResource.index(call);
        return Answer.json(without(
                found, item -> item.input() == index && item.exchange().id().equals(call.path("id")), limit));
    }

    Answer toGiven(Call call) {
        ExchangeFilter filter = filter(call);
        int limit = limit(call, NearestVectors.MOST);
        Method method = method(call);
        JsonBody body = JsonBody.of(call, MOST_BYTES, Set.of(), NAMES, FORM);
        if (body.has("vector") == body.has("text")) {
            throw body.misformed();
        }
        if (body.has("text")) {
            return toText(call, body, filter, limit, method);
        }
        float[] vector = vector(body);
        call.remark("vector", HexFormat.of().formatHex(VectorSketch.of(vector).hash()));
        Scope sees = call.person().sight().texts();
        return Answer.json(call.within(COMPARISON, () -> nearest.to(vector, filter, limit, method, sees)));
    }

    private Answer toText(Call call, JsonBody body, ExchangeFilter asked, int limit, Method method) {
        Embedded.Vector made = texts.of(call, body);
        ExchangeFilter filter = call.parameter("model") == null
                ? asked.with(ExchangeField.MODEL, made.vector().model())
                : asked;
        Scope sees = call.person().sight().texts();
        int most = Math.min(limit + 1, NearestVectors.MOST);
        Found found = call.within(COMPARISON, () -> nearest.to(made.vector().components(), filter, most, method, sees));
        return Answer.json(without(found, item -> item.exchange().id().equals(made.exchange()), limit));
    }

    /** What somebody asked by is no answer. */
    private static Found without(Found found, Predicate<Neighbour> own, int limit) {
        List<Neighbour> others =
                found.items().stream().filter(own.negate()).limit(limit).toList();
        return new Found(found.method(), found.vectors(), found.compared(), others);
    }

    Answer same(Call call) {
        call.onlyParameters(Set.of("limit"));
        String hash = call.path("hash").toLowerCase(Locale.ROOT);
        if (!hash.matches("[0-9a-f]{64}")) {
            throw ProblemException.badRequest(
                    "a vector's hash is 64 hexadecimal digits: SHA-256 of its components as float32 in little-endian order");
        }
        return Answer.json(new Same(nearest.same(
                hash, limit(call, NearestVectors.MOST), call.person().sight().texts())));
    }

    private static ExchangeFilter filter(Call call) {
        return AskedExchanges.of(call, Set.of("limit", "method"));
    }

    private static int limit(Call call, int most) {
        return call.limit(DEFAULT_LIMIT, most);
    }

    private static Method method(Call call) {
        String value = call.parameter("method");
        return switch (value == null ? "" : value) {
            case "" -> Method.AUTOMATIC;
            case "exact" -> Method.EXACT;
            case "approximate" -> Method.APPROXIMATE;
            default ->
                throw ProblemException.badRequest("method must be exact or approximate; leave it out to have either");
        };
    }

    private static float[] vector(JsonBody body) {
        JsonNode written = body.node("vector");
        float[] vector = written.isTextual() ? ofBase64(written, body) : ofNumbers(written, body);
        if (vector.length == 0 || vector.length > MOST_DIMENSIONS) {
            throw body.misformed();
        }
        boolean directed = false;
        for (float component : vector) {
            if (!Float.isFinite(component)) {
                throw body.misformed();
            }
            directed |= component != 0;
        }
        if (!directed) {
            throw ProblemException.badRequest(
                    "every component of the vector is 0: there is no angle to it; find it by its hash");
        }
        return vector;
    }

    private static float[] ofNumbers(JsonNode written, JsonBody body) {
        if (!written.isArray()) {
            throw body.misformed();
        }
        float[] vector = new float[written.size()];
        for (int i = 0; i < vector.length; i++) {
            if (!written.path(i).isNumber()) {
                throw body.misformed();
            }
            vector[i] = written.path(i).floatValue();
        }
        return vector;
    }

    private static float[] ofBase64(JsonNode written, JsonBody body) {
        try {
            byte[] bytes = written.binaryValue();
            if (bytes.length % Float.BYTES != 0) {
                throw body.misformed();
            }
            float[] vector = new float[bytes.length / Float.BYTES];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(vector);
            return vector;
        } catch (IOException e) {
            throw body.misformed();
        }
    }
}
