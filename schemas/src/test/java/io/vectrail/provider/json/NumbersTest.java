package io.vectrail.provider.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever a number looks like, it is the float that the platform makes of it. */
class NumbersTest {

    @Test
    void eachIsWhatThePlatformMakesOfIt() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> written = new ArrayList<>(List.of(
                "0",
                "-0",
                "0.0",
                "-0.0e5",
                "1E22",
                "1e-22",
                "1e39",
                "-1e39",
                "9007199254740993",
                "9007199254740992",
                "123456789012345678901234567890",
                "0.1000000000000000055511151231257827",
                "16777217",
                "16777217.0",
                "1.00000005960464477539062",
                "1.00000005960464477539063",
                "3.4028235e38",
                "3.4028236e38",
                "1.4e-45",
                "7e-46",
                "1e-400",
                "1.5e+3",
                "0e9999"));
        for (int i = 0; i < 200_000; i++) {
            written.add(number(random));
        }
        float[] read = read("[" + String.join(" ,\n", written) + "]", written.size());
        for (int i = 0; i < read.length; i++) {
            assertThat(Float.floatToRawIntBits(read[i]))
                    .as("%s, seed %d", written.get(i), seed)
                    .isEqualTo(Float.floatToRawIntBits(Float.parseFloat(written.get(i))));
        }
    }

    /** A parser that knows nothing of this one decides what an array of numbers is. */
    @Test
    void whatAnArrayIsIsWhatEveryParserSays() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        ObjectMapper other = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        int arrays = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder json = new StringBuilder("[-0.5, 12e+3,0 ,7.25E-1]");
            for (int change = random.nextInt(4); change > 0; change--) {
                char put = "0129-+.eE,[] \n\"}n".charAt(random.nextInt(17));
                int at = random.nextInt(json.length());
                json.replace(at, at + random.nextInt(2), Character.toString(put));
            }
            float @Nullable [] expected = expected(other, json.toString());
            assertThat(readOrNull(json.toString()))
                    .as("%s, seed %d", json, seed)
                    .isEqualTo(expected);
            arrays += expected == null ? 0 : 1;
        }
        assertThat(arrays).isBetween(20_000, 80_000);
    }

    private static float @Nullable [] expected(ObjectMapper other, String json) {
        try {
            JsonNode tree = other.readTree(json);
            float[] numbers = new float[tree.size()];
            for (int i = 0; i < numbers.length; i++) {
                if (!tree.get(i).isNumber()) {
                    return null;
                }
                numbers[i] = Float.parseFloat(tree.get(i).asText());
            }
            return tree.isArray() ? signlessZeros(numbers) : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static float @Nullable [] readOrNull(String json) {
        try {
            return signlessZeros(read(json, 16));
        } catch (MalformedBodyException e) {
            return null;
        }
    }

    /** The other parser knows no negative zero that is whole. */
    private static float[] signlessZeros(float[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] += 0;
        }
        return numbers;
    }

    @Test
    void whatFollowsIsReadOn() throws Exception {
        List<Object> read = new ArrayList<>();
        Shape<List<Object>> shape = Shape.<List<Object>>object("no object")
                .field("a", (cursor, into) -> into.add(cursor.numbers(2, "no numbers", "too many")))
                .field("b", (cursor, into) -> into.add(cursor.integer("no number")));
        JsonCursor.read("the body", "{\"a\":[1,2 ] , \"b\":3}".getBytes(StandardCharsets.UTF_8), shape, read);
        assertThat(read).containsExactly(new float[] {1, 2}, 3);
    }

    @Test
    void moreThanAreAllowedAreRefused() {
        assertThatThrownBy(() -> read("[1,2,3]", 2)).hasMessage("too many");
        assertThatThrownBy(() -> read("[" + "1".repeat(65) + "]", 2)).isInstanceOf(MalformedBodyException.class);
    }

    private static String number(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Float.toString((float) random.nextGaussian());
            case 1 -> Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30));
            case 2 -> Integer.toString(random.nextInt());
            // Between two floats, exactly and nearly.
            case 3 -> between(random).toPlainString();
            case 4 -> between(random).add(new BigDecimal("1e-30")).toPlainString();
            default -> random.nextInt(1000) + "." + random.nextInt(1_000_000) + "e" + (random.nextInt(80) - 40);
        };
    }

    private static BigDecimal between(Random random) {
        float one = (float) random.nextGaussian();
        return new BigDecimal(one).add(new BigDecimal(Math.nextUp(one))).divide(BigDecimal.valueOf(2));
    }

    private static float[] read(String json, int count) throws MalformedBodyException {
        float[][] read = new float[1][];
        JsonCursor.read(
                "the body",
                json.getBytes(StandardCharsets.UTF_8),
                (cursor, into) -> into[0] = cursor.numbers(count, "no numbers", "too many"),
                read);
        return read[0];
    }
}
