package io.vectrail.policy.decide;

import io.vectrail.policy.detect.type.Recognizer;
import io.vectrail.policy.rule.CannotBeEvaluatedException;
import io.vectrail.policy.rule.Facts;
import io.vectrail.policy.rule.When;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingRequest.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What conditions are evaluated over: the request, and each of its inputs with what was found in it. */
final class Conditions {

    /** For all conditions of one request together. */
    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final EmbeddingRequest request;
    private final LongSupplier clock;
    private final long begun;
    private final Facts facts;
    private final Found gathered;
    private @Nullable Map<Integer, List<Map<String, Object>>> detections;

    /** @param clock nanoseconds, from any beginning */
    Conditions(Facts facts, EmbeddingRequest request, Found gathered, LongSupplier clock) {
        this.request = request;
        this.clock = clock;
        this.begun = clock.getAsLong();
        this.facts = facts;
        this.gathered = gathered;
    }

    /**
     * Whether a condition holds of an input.
     *
     * @param item its index; {@link Passage#NO_ITEM} for what stands beside the inputs
     * @throws CannotBeEvaluatedException when it fails, or there is no time left
     */
    boolean hold(When when, int item) throws CannotBeEvaluatedException {
        if (late()) {
            throw new CannotBeEvaluatedException("the conditions of this request took too long");
        }
        return when.holds(
                Map.of(
                        "caller",
                        caller(),
                        "request",
                        call(),
                        "item",
                        item(item),
                        "detections",
                        detections().getOrDefault(item, List.of()),
                        "risk",
                        risk()),
                this::late);
    }

    private boolean late() {
        return clock.getAsLong() - begun > MOST_NANOS;
    }

    private Map<String, Object> caller() {
        return Map.of(
                "subject", facts.subject(),
                "groups", facts.groups(),
                "client", facts.client(),
                "address", facts.address());
    }

    private Map<String, Object> call() {
        return Map.of(
                "connection", facts.connection(),
                "provider", facts.provider(),
                "operation", facts.operation(),
                "model", facts.model(),
                "bytes", facts.bytes(),
                "inputs", (long) request.inputs().size());
    }

    private Map<String, Object> risk() {
        return Map.of("score", facts.risk().score(), "level", facts.risk().level());
    }

    /** By input; most documents have no condition, and nobody asks. */
    private Map<Integer, List<Map<String, Object>>> detections() {
        if (detections != null) {
            return detections;
        }
        Map<Integer, List<Map<String, Object>>> found = new HashMap<>();
        for (Finding finding : gathered.from(Recognizer.THRESHOLD)) {
            found.computeIfAbsent(finding.passage().item(), fresh -> new ArrayList<>())
                    .add(Map.of("type", finding.type(), "score", finding.score()));
        }
        detections = found;
        return found;
    }

    private Map<String, Object> item(int index) {
        if (index == Passage.NO_ITEM) {
            return Map.of("index", -1L, "characters", 0L, "tokens", 0L);
        }
        Input input = request.inputs().get(index);
        return Map.of(
                "index", (long) index,
                "characters", (long) input.text().length(),
                "tokens", (long) input.tokens());
    }
}
