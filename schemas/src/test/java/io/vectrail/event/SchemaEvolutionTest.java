package io.vectrail.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.journal.ExchangeEnd;
import io.vectrail.streams.state.CallerState;
import io.vectrail.streams.state.SessionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each published version stands in {@code released/NAME/VERSION.avsc}. What is published never changes; a change is a new
 * version, which old readers and old records must both get along with.
 */
class SchemaEvolutionTest {

    private static final Path RELEASED = Path.of("released");

    static List<Schema> published() {
        return Stream.concat(
                        Topics.all().stream().map(Topic::schema),
                        Stream.of(
                                ExchangeEnd.getClassSchema(),
                                CallerState.getClassSchema(),
                                SessionState.getClassSchema()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("published")
    void everyReleasedVersionReadsTheOthersAndThePresentOneIsAmongThem(Schema present) throws IOException {
        List<Schema> released = released(present.getName());
        assertThat(released)
                .as(
                        "released/%s must hold the present schema as its newest version; write it there:%n%s",
                        present.getName(), present)
                .last()
                .isEqualTo(present);
        for (Schema one : released) {
            for (Schema other : released) {
                assertThat(SchemaCompatibility.checkReaderWriterCompatibility(one, other)
                                .getType())
                        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void everyFieldSaysWhatItIs(Schema present) {
        checkDocumented(present);
    }

    @ParameterizedTest
    @MethodSource("published")
    void everyEnumHasTheDefaultUnknown(Schema present) {
        assertThat(enums(present))
                .allSatisfy(found -> assertThat(found.getEnumDefault()).isEqualTo("UNKNOWN"));
    }

    @Test
    void noTwoTopicsShareANameAndEachHasItsSettingsWrittenOut() {
        assertThat(Topics.all()).extracting(Topic::name).doesNotHaveDuplicates();
        assertThat(Topics.all())
                .allSatisfy(topic -> assertThat(topic.settings())
                        .containsKeys("cleanup.policy", "max.message.bytes", "compression.type", "segment.bytes"));
    }

    private static void checkDocumented(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                assertThat(schema.getDoc()).as(schema.getName()).isNotBlank();
                for (Schema.Field field : schema.getFields()) {
                    assertThat(field.doc())
                            .as(schema.getName() + "." + field.name())
                            .isNotBlank();
                    checkDocumented(field.schema());
                }
            }
            case ARRAY -> checkDocumented(schema.getElementType());
            case UNION -> schema.getTypes().forEach(SchemaEvolutionTest::checkDocumented);
            case ENUM -> assertThat(schema.getDoc()).as(schema.getName()).isNotBlank();
            default -> assertThat(schema.getType()).isNotEqualTo(Schema.Type.MAP);
        }
    }

    private static List<Schema> enums(Schema schema) {
        return switch (schema.getType()) {
            case ENUM -> List.of(schema);
            case RECORD ->
                schema.getFields().stream()
                        .flatMap(field -> enums(field.schema()).stream())
                        .toList();
            case ARRAY -> enums(schema.getElementType());
            case UNION ->
                schema.getTypes().stream().flatMap(type -> enums(type).stream()).toList();
            default -> List.of();
        };
    }

    private static List<Schema> released(String name) throws IOException {
        try (Stream<Path> files = Files.list(RELEASED.resolve(name))) {
            return files.sorted().map(SchemaEvolutionTest::parse).toList();
        }
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
