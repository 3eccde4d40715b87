package io.vectrail.provider.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
