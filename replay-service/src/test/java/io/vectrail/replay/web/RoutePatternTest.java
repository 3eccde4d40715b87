package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which paths a template fits. */
class RoutePatternTest {

    private final RoutePattern pattern = new RoutePattern("/api/v1/exchanges/{id}/vectors/{index}");

    @Test
    void namedSegmentsTakeOneValueEach() {
        assertThat(pattern.match("/api/v1/exchanges/abc/vectors/3")).contains(Map.of("id", "abc", "index", "3"));
    }

    @Test
    void anEmptyOrFurtherSegmentDoesNotFit() {
        assertThat(pattern.match("/api/v1/exchanges//vectors/3")).isEmpty();
        assertThat(pattern.match("/api/v1/exchanges/abc/vectors/3/")).isEmpty();
        assertThat(pattern.match("/api/v1/exchanges/a/b/vectors/3")).isEmpty();
    }

    @Test
    void theRestIsEverythingOutsideTheApi() {
        RoutePattern rest = new RoutePattern(RoutePattern.REST);
        assertThat(rest.match("/search")).isPresent();
        assertThat(rest.match("/api/v1/unknown")).isEmpty();
    }
}
