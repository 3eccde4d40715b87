package io.vectrail.provider;

import io.vectrail.provider.Part.Role;
import io.vectrail.provider.json.Replacement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a codec reads of a scenario, and what of that can be compared. */
final class ScenarioReading {

    private ScenarioReading() {}

    static Operation operation(ProviderCodec codec, Scenario scenario) {
        return codec.operation("POST", scenario.path()).orElseThrow();
    }

    static EmbeddingRequest request(ProviderCodec codec, Scenario scenario) {
        return request(codec, scenario, scenario.bytes());
    }

    static EmbeddingRequest request(ProviderCodec codec, Scenario scenario, byte[] body) {
        return value(operation(codec, scenario).readRequest(body, EmbeddingRequest.MOST_INPUTS));
    }

    static EmbeddingRequest asked(ProviderCodec codec, Scenario scenario) {
        String asked = Objects.requireNonNull(scenario.request(), "a response's scenario says what was asked");
        return request(codec, scenario, asked.getBytes(StandardCharsets.UTF_8));
    }

    static EmbeddingResponse response(ProviderCodec codec, Scenario scenario, byte[] body) {
        return value(operation(codec, scenario).readResponse(asked(codec, scenario), body));
    }

    private static <T> T value(Reading<T> reading) {
        return switch (reading) {
            case Reading.Read<T> read -> read.value();
            case Reading.Malformed<T> malformed -> throw new AssertionError(malformed.reason());
        };
    }

    /** In the order of the body. */
    static List<Part> maskable(EmbeddingRequest request) {
        Stream<Part> inputs = request.inputs().stream()
                .flatMap(input -> input.parts().stream())
                .filter(part -> part.text() != null);
        Stream<Part> others = request.others().stream()
                .filter(text -> text.role() == Role.FREE)
                .map(Part.class::cast);
        return Stream.concat(inputs, others)
                .sorted(Comparator.comparingInt(Part::start))
                .toList();
    }

    static List<String> around(byte[] body, List<Part> parts) {
        List<String> pieces = new ArrayList<>();
        int at = 0;
        for (Part part : parts) {
            pieces.add(new String(body, at, part.start() - at, StandardCharsets.UTF_8));
            at = part.end();
        }
        pieces.add(new String(body, at, body.length - at, StandardCharsets.UTF_8));
        return pieces;
    }

    static String withoutVectors(byte[] body, EmbeddingResponse response) {
        return new String(
                Replacement.apply(
                        body,
                        response.vectors().stream()
                                .map(vector -> new Replacement(vector.start(), vector.end(), new byte[0]))
                                .toList()),
                StandardCharsets.UTF_8);
    }

    static List<List<String>> others(EmbeddingRequest request, Role role) {
        return request.others().stream()
                .filter(text -> text.role() == role)
                .map(text -> List.of(text.field(), text.text()))
                .toList();
    }

    static List<Float> floats(float[] components) {
        List<Float> floats = new ArrayList<>();
        for (float component : components) {
            floats.add(component);
        }
        return floats;
    }

    static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
