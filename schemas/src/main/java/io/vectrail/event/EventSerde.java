package io.vectrail.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads one topic's values in Confluent's wire format: 0x00, the schema's id as 4 bytes big-endian, Avro
 * binary. The schema is registered at the first write. A null value (a tombstone) stays null. Thread-safe.
 *
 * @param <T> the topic's values
 */
public final class EventSerde<T extends SpecificRecord> implements Serde<T> {

    static {
        TrustedClasses.install();
    }

    private static final byte MAGIC = 0;
    private static final int HEADER_BYTES = 5;

    private final Topic<T> topic;
    private final Schema schema;
    private final SchemaRegistry registry;
    private final Map<Integer, SpecificDatumReader<T>> readers = new ConcurrentHashMap<>();
    private volatile int schemaId = -1;

    public EventSerde(Topic<T> topic, SchemaRegistry registry) {
        this.topic = topic;
        this.schema = topic.schema();
        this.registry = registry;
    }

    /** Registers the schema if that has not been done. @throws RegistryException when the registry refuses or is away */
    public int schemaId() {
        if (schemaId < 0) {
            schemaId = registry.register(topic.subject(), schema);
        }
        return schemaId;
    }

    /** The event's Avro binary without the header: what the chain hashes. */
    public byte[] binary(T event) {
        return binary(event, 1024);
    }

    /**
     * The same.
     *
     * @param expectedBytes about how large it will be; only a hint
     */
    public byte[] binary(T event, int expectedBytes) {
        return AvroBinary.write(event, expectedBytes);
    }

    /** Puts Confluent's header before an Avro binary. */
    public byte[] framed(byte[] binary) {
        return ByteBuffer.allocate(HEADER_BYTES + binary.length)
                .put(MAGIC)
                .putInt(schemaId())
                .put(binary)
                .array();
    }

    /** The Avro binary of a value that {@link #read} took: what the chain hashes. */
    public static byte[] unframed(byte[] value) {
        return Arrays.copyOfRange(value, HEADER_BYTES, value.length);
    }

    /**
     * Reads one value, whatever version wrote it.
     *
     * @throws UndecodableEventException when the bytes are no event of this topic
     * @throws RegistryException when the registry is away; asking again may help
     */
    public T read(byte[] value) {
        if (value.length < HEADER_BYTES || value[0] != MAGIC) {
            throw new UndecodableEventException("not in Confluent's wire format: " + value.length + " bytes", null);
        }
        int id = ByteBuffer.wrap(value).getInt(1);
        SpecificDatumReader<T> reader = readerFor(id);
        try {
            BinaryDecoder decoder =
                    DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
            T event = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new UndecodableEventException("bytes are left after the event, schema " + id, null);
            }
            return event;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // A schema that contains itself is read as deep as its value says.
            if (e instanceof UndecodableEventException undecodable) {
                throw undecodable;
            }
            throw new UndecodableEventException("not Avro binary of schema " + id, e);
        }
    }

    private SpecificDatumReader<T> readerFor(int id) {
        SpecificDatumReader<T> known = readers.get(id);
        if (known != null) {
            return known;
        }
        try {
            SpecificDatumReader<T> reader = new SpecificDatumReader<>(registry.schema(id), schema);
            readers.put(id, reader);
            return reader;
        } catch (RegistryException e) {
            if (e.permanent()) {
                throw new UndecodableEventException("the registry does not know schema " + id, e);
            }
            throw e;
        }
    }

    @Override
    public Serializer<T> serializer() {
        return (name, event) -> event == null ? null : framed(binary(event));
    }

    @Override
    public Deserializer<T> deserializer() {
        return new Deserializer<>() {
            @Override
            public @Nullable T deserialize(String name, byte @Nullable [] value) {
                return value == null ? null : read(value);
            }
        };
    }
}
