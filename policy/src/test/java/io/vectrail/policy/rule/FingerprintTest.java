package io.vectrail.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever is written otherwise has another fingerprint, and what is written alike has the same. */
class FingerprintTest {

    private record Written(
            String name,
            @Nullable List<String> words,
            @Nullable Map<String, List<String>> headers,
            @Nullable Written inner,
            @Nullable Integer count) {}

    @Test
    void noTwoFormsRunIntoEachOther() {
        List<Written> all = List.of(
                written("a", List.of("card, salary", "card"), null),
                written("a", List.of("card", "salary", "card"), null),
                written("a", List.of("card"), null),
                written("a", List.of(), null),
                written("a", null, null),
                written("b", null, null),
                written("a", null, 1),
                written("a", null, 11),
                new Written("a", null, Map.of("x", List.of("y")), null, null),
                new Written("a", null, Map.of("x", List.of("y", "z")), null, null),
                new Written("a", null, null, written("a", null, null), null),
                new Written("a", List.of("1:b", "-", "{"), null, null, null),
                new Written("a", List.of("1:b-{"), null, null, null));
        Set<String> hashes = new HashSet<>();
        all.forEach(each ->
                assertThat(hashes.add(Fingerprint.of(each))).as("%s", each).isTrue());
        all.forEach(each -> assertThat(hashes).contains(Fingerprint.of(each)));
    }

    /** A key that another version knows beside changes nothing where it is not used. */
    @Test
    void whatIsNotThereDoesNotCount() {
        record Older(String name) {}
        assertThat(Fingerprint.of(written("a", null, null))).isEqualTo(Fingerprint.of(new Older("a")));
    }

    private static Written written(String name, @Nullable List<String> words, @Nullable Integer count) {
        return new Written(name, words, null, null, count);
    }
}
