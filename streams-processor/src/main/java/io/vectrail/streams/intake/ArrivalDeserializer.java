package io.vectrail.streams.intake;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.EventSerde;
import io.vectrail.event.UndecodableEventException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes at the source, where the extractor of times needs it too. Poison is a value here, not an exception: it goes down
 * the topology to the dead letters in the same transaction. Only a registry that stays away fails the thread.
 */
public final class ArrivalDeserializer implements Deserializer<Arrival> {

    private final EventSerde<AuditExchange> exchanges;
    private final RegistryPatience patience;

    public ArrivalDeserializer(EventSerde<AuditExchange> exchanges, RegistryPatience patience) {
        this.exchanges = exchanges;
        this.patience = patience;
    }

    @Override
    public Arrival deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            return new Arrival.Undecodable(null, "the record has no value");
        }
        try {
            return new Arrival.Decoded(patience.ask(() -> exchanges.read(value)), ByteBuffer.wrap(value));
        } catch (UndecodableEventException e) {
            return new Arrival.Undecodable(ByteBuffer.wrap(value), String.valueOf(e.getMessage()));
        }
    }
}
