package io.vectrail.streams.scoring;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.Decision;
import io.vectrail.event.Detection;
import io.vectrail.event.Outcome;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.RecordedItem;
import io.vectrail.event.RecordedResponse;
import io.vectrail.event.RuleDetection;
import io.vectrail.event.RuleMatch;
import io.vectrail.event.Side;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingResponse;
import io.vectrail.recorded.BodyReader;
import io.vectrail.streams.intake.Bodies;
import io.vectrail.streams.profile.Place;
import io.vectrail.streams.profile.Sample;
import io.vectrail.streams.profile.Sighting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** From a recorded exchange, with its bodies, to what of it concerns risk. */
final class Sightings {

    private static final float[] NO_VECTOR = {};
    private static final int SUCCESS = 2;
    private static final String REJECTED = "approval_rejected";
    private static final Set<Decision> REFUSING = Set.of(Decision.BLOCK, Decision.DENY, Decision.APPROVE);

    private final Bodies bodies;
    private final long mostBytes;

    /** @param mostBytes the largest body that is looked at, see {@link BodyReader} */
    Sightings(Bodies bodies, long mostBytes) {
        this.bodies = bodies;
        this.mostBytes = mostBytes;
    }

    /**
     * What of an exchange concerns risk.
     *
     * @param at the time that counts, milliseconds since 1970
     * @param samples its texts and vectors
     */
    static Sighting of(AuditExchange exchange, long at, List<Sample> samples) {
        List<RecordedItem> items = exchange.getItems();
        return new Sighting(
                exchange.getId(),
                at,
                place(exchange),
                exchange.getOutcome() == Outcome.REFUSED,
                exchange.getDecision().getRules().stream().anyMatch(Sightings::refusesInShadow),
                REJECTED.equals(exchange.getRefusalCode()),
                items.size(),
                items.stream()
                        .mapToLong(item -> Math.max(0, item.getCharacters()))
                        .sum(),
                answered(exchange)
                        ? Math.max(
                                0,
                                Objects.requireNonNull(exchange.getResponse())
                                        .getBody()
                                        .getSize())
                        : 0,
                detections(exchange),
                samples);
    }

    private static Place place(AuditExchange exchange) {
        String client = exchange.getCaller().getClientId();
        return new Place(
                exchange.getConnection(),
                exchange.getOperation(),
                exchange.getModel(),
                (client == null ? "" : client) + " "
                        + Networks.product(exchange.getCaller().getUserAgent()),
                Networks.of(exchange.getCaller().getAddress()));
    }

    private static boolean refusesInShadow(RuleMatch rule) {
        return rule.getShadow() && REFUSING.contains(rule.getAction());
    }

    private static boolean answered(AuditExchange exchange) {
        RecordedResponse response = exchange.getResponse();
        return response != null && response.getStatus() / 100 == SUCCESS;
    }

    /** Findings stand with the items, and those of what stands beside the items with the rules alone. */
    private static Map<String, Integer> detections(AuditExchange exchange) {
        Map<String, Integer> found = new HashMap<>();
        for (RecordedItem item : exchange.getItems()) {
            for (Detection detection : item.getDetections()) {
                found.merge(detection.getType(), 1, Integer::sum);
            }
        }
        for (RuleMatch rule : exchange.getDecision().getRules()) {
            for (RuleDetection detection : rule.getDetections()) {
                found.merge(detection.getType(), Math.max(0, detection.getCount()), Math::max);
            }
        }
        return found;
    }

    /** @param partition of the exchange */
    List<Sample> samples(AuditExchange exchange, int partition) {
        Optional<BodyReader> known = BodyReader.of(exchange, mostBytes);
        if (known.isEmpty()) {
            return List.of();
        }
        BodyReader reader = known.get();
        RecordedBody sent = exchange.getRequest().getBody();
        EmbeddingRequest asked = bodies.of(exchange, Side.REQUEST, sent, partition)
                .flatMap(bytes -> reader.request(sent, bytes))
                .orElse(EmbeddingRequest.UNREAD);
        return paired(asked, answered(exchange) ? vectors(exchange, reader, asked, partition) : List.of());
    }

    private List<float[]> vectors(AuditExchange exchange, BodyReader reader, EmbeddingRequest asked, int partition) {
        RecordedBody answer = Objects.requireNonNull(exchange.getResponse()).getBody();
        return bodies.of(exchange, Side.RESPONSE, answer, partition)
                .flatMap(bytes -> reader.response(asked, answer, bytes))
                .map(EmbeddingResponse::onePerInput)
                .orElse(List.of());
    }

    /** Of many inputs those at even distances, so that none can hide behind the first ones. */
    private static List<Sample> paired(EmbeddingRequest asked, List<float[]> vectors) {
        int inputs = Math.max(asked.inputs().size(), vectors.size());
        int looked = Math.min(inputs, Sighting.MOST_SAMPLES);
        List<Sample> samples = new ArrayList<>(looked);
        for (int i = 0; i < looked; i++) {
            int input = (int) ((long) i * inputs / looked);
            String text =
                    input < asked.inputs().size() ? asked.inputs().get(input).text() : "";
            samples.add(Sample.of(text, input < vectors.size() ? vectors.get(input) : NO_VECTOR));
        }
        return samples;
    }
}
