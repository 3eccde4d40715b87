package io.vectrail.policy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.policy.detect.type.Recognizer;
import io.vectrail.policy.detect.type.Shape;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Context words are found where they stand as words, however they are joined. */
class ContextWordsTest {

    private static final List<String> WORDS = List.of("ssn", "date of birth", "passport", "नाम");

    private static final ContextWords CONTEXT =
            new ContextWords(List.of(new Recognizer("ANY", List.of(Shape.of("\\d+", 0.5)), WORDS, List.of())));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssn",
                "my SSN: 1",
                "user_ssn",
                "userSsn",
                "ssnNumber",
                "Date of Birth",
                "date_of-birth",
                "dateOfBirth",
                "DATEOFBIRTH",
                "date.of birth",
                "passports",
                "é passport",
                "नाम:"
            })
    void stand(String text) {
        assertThat(has(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "s", "ss n", "assn", "ssns", "date  of birth", "date of", "mypassport", "épassport", "pass"})
    void standNotWithinOthers(String text) {
        assertThat(has(text)).isFalse();
    }

    private static boolean has(String text) {
        return CONTEXT.in(text, 1).has(0, CONTEXT.set(WORDS));
    }
}
