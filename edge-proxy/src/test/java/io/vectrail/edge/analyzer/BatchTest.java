package io.vectrail.edge.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.policy.rule.PresidioDetector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A request is asked about in few calls, each of bounded size. */
class BatchTest {

    private static final String LONG = "x".repeat(Batch.MOST_CHARACTERS);

    @Test
    void textsWithNothingInThemAreLeftOutAndTheOthersKeepTheirPlaces() throws Exception {
        assertThat(Batch.of(List.of("a", "", "b", " ", "c"), 2))
                .containsExactly(new Batch(List.of(0, 2), List.of("a", "b")), new Batch(List.of(4), List.of("c")));
        assertThat(Batch.of(List.of("", " "), 2)).isEmpty();
        assertThat(Batch.of(List.of("a", LONG, "b"), 9)).hasSize(3);
    }

    @Test
    void moreThanMayBeAskedAboutIsRefused() {
        assertThatThrownBy(() -> Batch.of(List.of(LONG + "x"), 9)).isInstanceOf(FailedException.class);
        assertThatThrownBy(() -> Batch.of(Collections.nCopies(Batch.MOST_CALLS + 1, "a"), 1))
                .isInstanceOf(FailedException.class);
    }

    @Test
    void oneTextIsAStringSeveralAreAListAndHalfAPairIsAQuestionMark() {
        PresidioDetector detector = new PresidioDetector(
                List.of("PERSON"), URI.create("http://p:3000"), Duration.ofMillis(200), "de", 0.4, 100, null);
        assertThat(body(detector, "ü\ud83d-😀"))
                .isEqualTo(
                        "{\"text\":\"ü?-\\uD83D\\uDE00\",\"language\":\"de\",\"entities\":[\"PERSON\"],\"score_threshold\":0.4}");
        assertThat(body(detector, "a", "b")).startsWith("{\"text\":[\"a\",\"b\"],");
    }

    private static String body(PresidioDetector detector, String... texts) {
        return new String(AnalyzeRequest.body(detector, List.of(texts)), StandardCharsets.UTF_8);
    }
}
