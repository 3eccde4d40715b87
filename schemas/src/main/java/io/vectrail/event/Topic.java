package io.vectrail.event;

import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * One topic: what it holds and the settings it is created with.
 *
 * @param name the topic's name
 * @param type the generated class of its values
 * @param settings Kafka's own topic settings, written out rather than left to a broker's defaults
 * @param <T> its values
 */
public record Topic<T extends SpecificRecord>(String name, Class<T> type, Map<String, String> settings) {

    public Topic {
        settings = Map.copyOf(settings);
    }

    /** The subject of its values' schema: Confluent's TopicNameStrategy. */
    public String subject() {
        return name + "-value";
    }

    /** The schema that this version writes and reads. */
    public Schema schema() {
        return SpecificData.get().getSchema(type);
    }
}
