package io.vectrail.edge.document;

import io.vectrail.provider.ProviderCodec;
import java.util.List;

/**
 * A way to one provider.
 *
 * @param name first segment of the callers' path
 * @param codec reads and writes the provider's JSON
 * @param targets where its calls go
 * @param credential what the gateway shows the provider
 * @param models what callers may ask for; empty: anything
 * @param limits of one request
 */
public record Connection(
        String name,
        ProviderCodec codec,
        Targets targets,
        Credential credential,
        List<ModelPattern> models,
        Limits limits) {

    public Connection {
        models = List.copyOf(models);
    }

    /** Whether callers may ask for this model here. */
    public boolean permits(String model) {
        return models.isEmpty() || models.stream().anyMatch(pattern -> pattern.matches(model));
    }
}
