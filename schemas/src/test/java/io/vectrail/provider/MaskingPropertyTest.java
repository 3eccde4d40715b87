package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectrail.provider.Part.Role;
import io.vectrail.provider.json.Replacement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any JSON around the inputs: masked it differs in the texts alone, and unmasked it is what it was, byte for byte. The seed of
 * a round stands in its name; {@code -Dmasking.seed=SEED} runs that round alone.
 */
class MaskingPropertyTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProviderCodec codec = ProviderCodecs.of("openai", Map.of()).orElseThrow();
    private final Operation operation =
            codec.operation("POST", "/v1/embeddings").orElseThrow();

    @ParameterizedTest(name = "-Dmasking.seed={0}")
    @MethodSource("io.vectrail.provider.Seeds#seeds")
    void maskedAndUnmasked(long seed) throws Exception {
        RandomJson random = new RandomJson(new Random(seed));
        String original = random.request();
        byte[] body = original.getBytes(StandardCharsets.UTF_8);
        List<Part> parts = maskable(read(body));
        List<String> texts =
                parts.stream().map(part -> String.valueOf(part.text())).toList();

        List<String> masks = texts.stream().map(text -> random.text()).toList();
        byte[] masked = replaced(body, parts, masks);

        JsonNode expected = JSON.readTree(body);
        List<String> left = new ArrayList<>(masks);
        assertThat(JSON.readTree(masked)).isEqualTo(withTexts((ObjectNode) expected, left));
        assertThat(left).isEmpty();

        List<Part> maskedParts = maskable(read(masked));
        assertThat(maskedParts).extracting(Part::text).isEqualTo(masks);
        byte[] unmasked = replacedVerbatim(masked, maskedParts, body, parts);
        assertThat(new String(unmasked, StandardCharsets.UTF_8)).isEqualTo(original);
    }

    private static byte[] replaced(byte[] body, List<Part> parts, List<String> texts) {
        List<Replacement> replacements = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            replacements.add(Rewriting.of(parts.get(i), texts.get(i)));
        }
        return Replacement.apply(body, replacements);
    }

    /** The literals as they first stood, escapes and all. */
    private static byte[] replacedVerbatim(byte[] masked, List<Part> maskedParts, byte[] body, List<Part> parts) {
        List<Replacement> replacements = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part place = maskedParts.get(i);
            Part first = parts.get(i);
            replacements.add(new Replacement(
                    place.start(), place.end(), java.util.Arrays.copyOfRange(body, first.start(), first.end())));
        }
        return Replacement.apply(masked, replacements);
    }

    /** What another parser makes of it: every string but the model and names, in the document's order. */
    private static JsonNode withTexts(ObjectNode object, List<String> texts) {
        object.properties().forEach(field -> {
            if (!field.getKey().equals("model")) {
                field.setValue(replaced(field.getValue(), texts));
            }
        });
        return object;
    }

    private static JsonNode replaced(JsonNode node, List<String> texts) {
        if (node.isTextual()) {
            return JSON.getNodeFactory().textNode(texts.removeFirst());
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(replaced(field.getValue(), texts)));
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, replaced(array.get(i), texts));
            }
        }
        return node;
    }

    private EmbeddingRequest read(byte[] body) {
        return switch (operation.readRequest(body, EmbeddingRequest.MOST_INPUTS)) {
            case Reading.Read<EmbeddingRequest> read -> read.value();
            case Reading.Malformed<EmbeddingRequest> malformed -> throw new AssertionError(malformed.reason());
        };
    }

    private static List<Part> maskable(EmbeddingRequest request) {
        Stream<Part> inputs = request.inputs().stream().flatMap(input -> input.parts().stream());
        Stream<Part> others = request.others().stream()
                .filter(text -> text.role() == Role.FREE)
                .map(Part.class::cast);
        return Stream.concat(inputs, others)
                .sorted(java.util.Comparator.comparingInt(Part::start))
                .toList();
    }
}
