package io.vectrail.edge.recorder.shipper;

import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.EventSerde;
import io.vectrail.event.PayloadChunk;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.ShippedPosition;
import io.vectrail.event.Topic;
import io.vectrail.event.Topics;
import org.apache.avro.specific.SpecificRecord;

/** The wire formats of what the shipper writes, their schemas registered. */
final class Formats {

    private final EventSerde<AuditExchange> exchanges;
    private final EventSerde<PayloadChunk> payloads;
    private final EventSerde<ShippedPosition> positions;
    private final EventSerde<ApprovalEvent> approvals;

    private Formats(SchemaRegistry registry) {
        this.exchanges = registered(Topics.EXCHANGES, registry);
        this.payloads = registered(Topics.PAYLOADS, registry);
        this.positions = registered(Topics.SHIPPED, registry);
        this.approvals = registered(Topics.APPROVALS, registry);
    }

    /** @throws io.vectrail.event.RegistryException when the registry refuses or is away */
    static Formats registered(SchemaRegistry registry) {
        return new Formats(registry);
    }

    byte[] exchange(byte[] binary) {
        return exchanges.framed(binary);
    }

    byte[] chunk(PayloadChunk chunk) {
        return payloads.framed(payloads.binary(chunk));
    }

    byte[] approval(ApprovalEvent event) {
        return approvals.framed(approvals.binary(event));
    }

    byte[] position(ShippedPosition position) {
        return positions.framed(positions.binary(position));
    }

    EventSerde<ShippedPosition> positions() {
        return positions;
    }

    private static <T extends SpecificRecord> EventSerde<T> registered(Topic<T> topic, SchemaRegistry registry) {
        EventSerde<T> serde = new EventSerde<>(topic, registry);
        serde.schemaId();
        return serde;
    }
}
