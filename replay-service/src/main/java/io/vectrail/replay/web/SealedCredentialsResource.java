package io.vectrail.replay.web;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.vectrail.runtime.sealing.SealBinding;
import io.vectrail.runtime.sealing.Sealer;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/v1/sealed-credentials}: encrypts a provider's key to the edges, for a gateway document. The service has
 * the public keyset alone and keeps nothing, so that nobody can read back what somebody registered.
 */
final class SealedCredentialsResource implements Resource {

    private static final int MOST_BYTES = 48 << 10;
    private static final Set<String> KEYS = Set.of("connection", "targets", "secret");
    private static final String FORM =
            "the body must be {\"connection\": \"…\", \"targets\": [\"https://…\"], \"secret\": \"…\"}";

    /** Which of two keys of the same name counts is each reader's own guess, and so is what is behind the end. */
    private static final ObjectReader ONE_OF_EACH = Json.mapper()
            .reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final @Nullable Sealer sealer;

    /** @param sealer null where the service has no keyset */
    SealedCredentialsResource(@Nullable Sealer sealer) {
        this.sealer = sealer;
    }

    /** Field names are the API's. */
    private record Sealed(String sealed) {}

    @Override
    public Answer answer(Call call) {
        call.onlyParameters(Set.of());
        JsonNode body = body(call);
        if (sealer == null) {
            throw new ProblemException(
                    503,
                    "Not available",
                    "this service has no keyset to seal with; set sealing.keyset in its configuration",
                    Map.of());
        }
        try {
            SealBinding binding = SealBinding.of(text(body, "connection"), targets(body.path("targets")));
            return Answer.json(new Sealed(sealer.seal(text(body, "secret").strip(), binding)));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static JsonNode body(Call call) {
        try {
            JsonNode body = ONE_OF_EACH.readTree(call.body(MOST_BYTES));
            if (body == null || !body.isObject() || !KEYS.equals(names(body))) {
                throw ProblemException.badRequest(FORM);
            }
            return body;
        } catch (IOException e) {
            // The parser's own words quote the body.
            throw ProblemException.badRequest(FORM);
        }
    }

    private static Set<String> names(JsonNode body) {
        Set<String> names = new HashSet<>();
        body.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String text(JsonNode body, String key) {
        JsonNode value = body.path(key);
        if (!value.isTextual()) {
            throw ProblemException.badRequest(FORM);
        }
        return value.textValue();
    }

    private static List<URI> targets(JsonNode written) {
        if (!written.isArray()) {
            throw ProblemException.badRequest(FORM);
        }
        List<URI> targets = new ArrayList<>();
        for (JsonNode target : written) {
            try {
                targets.add(new URI(target.asText()));
            } catch (URISyntaxException e) {
                throw ProblemException.badRequest("targets must be addresses like https://host or https://host:port");
            }
        }
        return targets;
    }
}
