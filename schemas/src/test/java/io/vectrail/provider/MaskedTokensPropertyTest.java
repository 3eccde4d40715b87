package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.provider.json.Replacement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Token ids of which some are masked stand for the masked text, and around it are what the caller sent. The seed of a round
 * stands in its name; {@code -Dmasking.seed=SEED} runs that round alone.
 */
class MaskedTokensPropertyTest {

    private static final int END_OF_TEXT = 100_257;
    private static final List<String> PIECES = List.of(
            "hello",
            " world",
            "\u00e9\u20ac",
            "\ud83d\ude00",
            " ",
            "\n",
            "a",
            "4111",
            "<|endoftext|>",
            "\ufffd",
            "xyz");

    private final Tokenizer tokenizer =
            Tokenizer.ofModel("text-embedding-3-small").orElseThrow();
    private final Operation operation = ProviderCodecs.of("openai", Map.of())
            .flatMap(codec -> codec.operation("POST", "/v1/embeddings"))
            .orElseThrow();

    @ParameterizedTest(name = "-Dmasking.seed={0}")
    @MethodSource("io.vectrail.provider.Seeds#seeds")
    void theyStandForTheMaskedText(long seed) throws Exception {
        Random random = new Random(seed);
        int[] ids = ids(random);
        String text = tokenizer.decode(ids);
        int from = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
        int to = text.offsetByCodePoints(from, random.nextInt(text.codePointCount(from, text.length()) + 1));
        String masked = text.substring(0, from) + "<M>".repeat(random.nextInt(3)) + text.substring(to);

        assertThat(tokenizer.decode(masked(ids, masked))).isEqualTo(masked);
    }

    @ParameterizedTest(name = "-Dmasking.seed={0}")
    @MethodSource("io.vectrail.provider.Seeds#seeds")
    void thoseAroundItAreAsTheyWere(long seed) throws Exception {
        Random random = new Random(seed);
        int[] before = whole(random);
        int[] after = whole(random);
        int[] ids = joined(joined(before, tokenizer.encode("#secret#")), after);
        int[] masked = masked(ids, tokenizer.decode(before) + "<M>" + tokenizer.decode(after));

        assertThat(masked).startsWith(before).endsWith(after);
        assertThat(tokenizer.decode(Arrays.copyOfRange(masked, before.length, masked.length - after.length)))
                .isEqualTo("<M>");
    }

    @Test
    void aSpecialIdStaysWhatItWas() throws Exception {
        int[] ids = joined(tokenizer.encode("a secret"), new int[] {END_OF_TEXT});
        int[] masked = masked(ids, "a <M><|endoftext|>");
        assertThat(masked).endsWith(END_OF_TEXT);
        assertThat(tokenizer.decode(masked)).isEqualTo("a <M><|endoftext|>");
    }

    @Test
    void ofATextThatIsMaskedWholeNothingIsLeft() throws Exception {
        assertThat(masked(tokenizer.encode("a secret"), "")).isEmpty();
        assertThat(masked(tokenizer.encode("aaaa aaaa"), "aaaa")).isEqualTo(tokenizer.encode("aaaa"));
    }

    /** As a client may send them: special ones, and such as cut a character. */
    private int[] ids(Random random) {
        return random.ints(1 + random.nextInt(12), 0, 100_256)
                .flatMap(any -> switch (random.nextInt(4)) {
                    case 0 -> IntStream.of(any);
                    case 1 -> IntStream.of(END_OF_TEXT);
                    case 2 -> IntStream.of(tokenizer.encode("\ud83d\ude00")[0]);
                    default -> Arrays.stream(tokenizer.encode(PIECES.get(random.nextInt(PIECES.size()))));
                })
                .toArray();
    }

    private int[] whole(Random random) {
        return IntStream.rangeClosed(0, random.nextInt(6))
                .flatMap(piece -> Arrays.stream(tokenizer.encode(PIECES.get(random.nextInt(PIECES.size())))))
                .toArray();
    }

    private static int[] joined(int[] one, int[] other) {
        return IntStream.concat(Arrays.stream(one), Arrays.stream(other)).toArray();
    }

    private int[] masked(int[] ids, String text) {
        List<String> written = new ArrayList<>();
        Arrays.stream(ids).forEach(id -> written.add(Integer.toString(id)));
        byte[] body = ("{\"model\":\"text-embedding-3-small\",\"input\":[" + String.join(",", written) + "]}")
                .getBytes(StandardCharsets.UTF_8);
        Part part = switch (operation.readRequest(body, 1)) {
            case Reading.Read<EmbeddingRequest> read ->
                read.value().inputs().getFirst().parts().getFirst();
            case Reading.Malformed<EmbeddingRequest> malformed -> throw new AssertionError(malformed.reason());
        };
        Replacement replacement = Rewriting.of(part, text);
        String json = new String(replacement.json(), StandardCharsets.US_ASCII);
        return json.equals("[]")
                ? new int[0]
                : Arrays.stream(json.substring(1, json.length() - 1).split(","))
                        .mapToInt(Integer::parseInt)
                        .toArray();
    }
}
