package io.vectrail.load.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The harness itself on a whole platform: each program killed twice, each fault once, 5,000 requests, bodies compared. It takes the
 * processor from the end-to-end tests that run beside it, and with it all tests no longer fit into twenty minutes.
 */
@Tag("heavy")
class ShortChaosTest {

    private static final long SEED = 1;

    @Test
    void whateverIsKilledNothingIsLostDoubledReorderedBrokenOrChanged() throws Exception {
        List<String> said = new ArrayList<>();
        ChaosRun.Result result = ChaosRun.run(ChaosOptions.brief(SEED), said::add);
        System.out.println(result.line());
        assertThat(result.passed())
                .as(() -> result.line() + "\n" + String.join("\n", said))
                .isTrue();
        assertThat(result.line()).contains("kills=12 ", "faults=4 ");
    }
}
