package io.vectrail.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvroBinaryTest {

    private static final int RECORDS = 200;
    private static final long SEED = 20_261_122;

    @BeforeAll
    static void trustOurOwnClasses() {
        TrustedClasses.install();
    }

    static Stream<Schema> published() {
        return SchemaEvolutionTest.published().stream();
    }

    @ParameterizedTest
    @MethodSource("published")
    void whatIsWrittenIsByteForByteWhatTheGenericWriterWrites(Schema schema) throws IOException {
        Class<?> named = SpecificData.get().getClass(schema);
        Class<? extends SpecificRecord> type = named.asSubclass(SpecificRecord.class);
        AvroBinary.Reader<? extends SpecificRecord> reader = new AvroBinary.Reader<>(schema, type);
        for (Object random : new RandomData(schema, RECORDS, SEED)) {
            byte[] generic = generic(schema, random);
            assertThat(AvroBinary.write(reader.read(generic), 256)).isEqualTo(generic);
        }
    }

    private static byte[] generic(Schema schema, Object record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(schema).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
