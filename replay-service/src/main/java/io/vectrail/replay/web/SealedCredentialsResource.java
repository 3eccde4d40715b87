package io.vectrail.replay.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.runtime.sealing.SealBinding;
import io.vectrail.runtime.sealing.Sealer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
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
        JsonBody body = JsonBody.of(call, MOST_BYTES, KEYS, Set.of(), FORM);
        call.remark("connection", body.text("connection"));
        if (sealer == null) {
            throw new ProblemException(
                    503,
                    "Not available",
                    "this service has no keyset to seal with; set sealing.keyset in its configuration",
                    Map.of());
        }
        try {
            SealBinding binding = SealBinding.of(body.text("connection"), targets(body.node("targets")));
            return Answer.json(new Sealed(sealer.seal(body.text("secret").strip(), binding)));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
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
