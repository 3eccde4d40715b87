package io.vectrail.streams.store;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Takes the place of a sink where nothing is to be written. */
public final class Nowhere extends ContextualProcessor<String, Object, Void, Void> {

    @Override
    public void process(Record<String, Object> record) {
        // That is all.
    }
}
