package io.vectrail.document;

import io.vectrail.policy.rule.NamePattern;
import io.vectrail.provider.ProviderCodec;
import java.util.List;
import java.util.Optional;

/**
 * A way to one provider.
 *
 * @param name first segment of the callers' path
 * @param codec reads and writes the provider's JSON
 * @param targets where its calls go
 * @param credentials what the gateway shows the provider
 * @param models what callers may ask for; empty: anything
 * @param passthrough routes that are no embedding call and pass all the same
 * @param notInspected whether token ids pass that nobody can decode
 * @param limits of one request
 */
public record Connection(
        String name,
        ProviderCodec codec,
        Targets targets,
        Credentials credentials,
        List<NamePattern> models,
        List<PassthroughRoute> passthrough,
        boolean notInspected,
        Limits limits) {

    public Connection {
        models = List.copyOf(models);
        passthrough = List.copyOf(passthrough);
    }

    /** The route by which such a request passes although it is no embedding call; empty where it is denied. */
    public Optional<PassthroughRoute> passthrough(String method, String path) {
        return passthrough.stream()
                .filter(route -> route.permits(method, path, codec))
                .findFirst();
    }

    /** Whether it reads requests as another one does. */
    public boolean reads(Connection other) {
        return codec.provider().equals(other.codec().provider())
                && codec.settings().equals(other.codec().settings());
    }

    /** Whether callers may ask for this model here. */
    public boolean permits(String model) {
        return models.isEmpty() || models.stream().anyMatch(pattern -> pattern.matches(model));
    }
}
