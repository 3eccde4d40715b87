package io.vectrail.edge.recorder.shipper;

import java.io.IOException;

/** One exchange on its way to Kafka: all its records, and its place in the chain. */
interface Parcel {

    String epoch();

    long sequence();

    /** The records in the order in which they must be sent, made one at a time: a large body never stands in memory twice. */
    void eachRecord(Receiver receiver) throws IOException;

    /** One record. Its value is in Confluent's wire format. */
    record Outgoing(String topic, String key, byte[] value) {}

    /** Takes one record after another. */
    interface Receiver {
        void take(Outgoing outgoing) throws IOException;
    }
}
