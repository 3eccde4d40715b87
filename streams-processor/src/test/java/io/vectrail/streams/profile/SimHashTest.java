package io.vectrail.streams.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimHashTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 254, 255, 256, 510, 511, 1024})
    void itHasTheBitsThatMostHave(int count) {
        Random random = new Random(count);
        for (int turn = 0; turn < 20; turn++) {
            // Of some a bit is set nearly everywhere, or nowhere.
            long often = random.nextLong();
            long[] hashes = random.longs(count)
                    .map(hash -> random.nextInt(3) > 0 ? often : hash)
                    .toArray();
            long hash = SimHash.of(hashes);
            for (int bit = 0; bit < Long.SIZE; bit++) {
                int at = bit;
                long ones = Arrays.stream(hashes)
                        .filter(each -> ((each >>> at) & 1) == 1)
                        .count();
                assertThat((hash >>> bit) & 1).isEqualTo(2 * ones > count ? 1 : 0);
            }
        }
    }
}
