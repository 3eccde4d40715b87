package io.vectrail.streams.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * What stream time follows: when the exchange arrived at its edge, but not later than the record's own timestamp. A broker
 * refuses records that are stamped ahead of its clock; an event may say anything, and one edge whose clock is years ahead
 * must not make every session look old. Sessions themselves follow the event alone.
 */
public final class ArrivalTime implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long stamped = record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTime);
        if (record.value() instanceof Arrival.Decoded decoded) {
            long received = decoded.exchange().getReceivedAt().toEpochMilli();
            return Math.clamp(received, 0, stamped);
        }
        return stamped;
    }
}
