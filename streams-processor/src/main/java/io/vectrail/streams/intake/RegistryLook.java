package io.vectrail.streams.intake;

import io.vectrail.event.RegistryException;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.runtime.health.Condition;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Whether the schema registry still answers. Asks with a client of its own each time, since the one in use remembers every
 * schema that it has seen and would answer by itself.
 */
public final class RegistryLook implements Supplier<Condition> {

    private final RegistrySettings settings;
    private final IntSupplier knownSchema;

    /** @param knownSchema id of a schema that this program has registered */
    public RegistryLook(RegistrySettings settings, IntSupplier knownSchema) {
        this.settings = settings;
        this.knownSchema = knownSchema;
    }

    @Override
    public Condition get() {
        try (SchemaRegistry asked = new SchemaRegistry(settings)) {
            asked.schema(knownSchema.getAsInt());
            return new Condition.Up("answers; schemas are registered");
        } catch (RegistryException e) {
            return new Condition.Degraded("schemas in use are known, a new one would wait: " + e.getMessage());
        }
    }
}
