package io.vectrail.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.policy.Documents;
import io.vectrail.policy.detect.Detection;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rule that cannot be enforced does not validate, and the error says whose it is. */
class RuleSetTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            policies: [{ name: a, detect: [EMAIL], action: block }]                        | policy a: detect names EMAIL, which no detector finds
            policies: [{ name: a, detect: [IMAGE], action: mask }]                         | nothing in a text that could be masked
            policies: [{ name: a, detect: [VECTOR_ALL_ZERO], action: redact-vector, withhold: true }] | VECTOR_ALL_ZERO is found in an answer; block it
            policies: [{ name: a, detect: [VECTOR_DIMENSIONS], action: block, perItem: true }] | VECTOR_DIMENSIONS is found in an answer; block it
            policies: [{ name: a, action: block }]                                         | looks for nothing
            policies: [{ name: a, detect: [IMAGE], action: forget }]                       | action must be block, mask or redact-vector
            policies: [{ name: a, detect: [EMAIL_ADDRESS], action: block, style: hash }]   | style belongs to action: mask
            policies: [{ name: a, detect: [EMAIL_ADDRESS], action: mask, perItem: true }]  | perItem belongs to action: block
            policies: [{ name: a, detect: [EMAIL_ADDRESS], action: mask, style: blue }]    | style must be type, hash or partial
            policies: [{ name: a, detect: [EMAIL_ADDRESS], action: mask, style: type, text: b }] | either style or text
            policies: [{ name: a, deny: { patterns: ["(?=b)"] }, action: block }]          | policy a: pattern
            policies: [{ name: a, deny: { patterns: ["b*"] }, action: block }]             | ask for a character
            policies: [{ name: a, deny: { words: [" "] }, action: block }]                 | a word has 1 to 200 characters
            policies: [{ name: a, detect: [{ type: EMAIL_ADDRESS, threshold: 2 }], action: block }] | threshold must be
            policies: [{ name: a, when: '1 + 1', action: block }]                          | policy a: when:
            policies: [{ name: a, when: 'caller.sujbect == "a"', action: block }]          | there is no caller.sujbect
            policies: [{ name: a, when: 'detections.exists(d, d.kind == "A")', action: block }] | there is no d.kind
            policies: [{ name: a, when: 'who == "a"', action: block }]                     | policy a: when:
            policies: [{ name: a, when: 'true', action: mask }]                            | masks nothing
            policies: [{ name: a, when: 'true', action: block, onError: maybe }]           | onError must be
            policies: [~]                                                                  | policies[0] has no value
            policies: [{ name: a, detect: [~], action: block }]                            | policies[0].detect[0] has no value
            policies: [{ name: a, deny: { words: [~] }, action: block }]                   | policies[0].deny.words[0] has no value
            policies: [{ name: A, detect: [IMAGE], action: block }]                        | a policy's name
            policies: [{ name: a, detect: [IMAGE], action: block }, { name: a, detect: [IMAGE], action: block }] | stands twice
            detectors: [{ type: EMAIL_ADDRESS, pattern: a }]                               | there is a type EMAIL_ADDRESS already
            detectors: [{ type: a, pattern: a }]                                           | a detector's type
            detectors: [{ type: A }]                                                       | needs pattern, patterns or words
            detectors: [{ type: A, pattern: "(" }]                                         | detector A: pattern
            detectors: [{ type: A, pattern: a, score: 0 }]                                 | score must be
            """)
    void isRefused(String yaml, String error) {
        assertThatThrownBy(() -> Documents.rules(yaml)).hasMessageContaining(error);
    }

    @Test
    void aTypeOfTheDocumentIsFoundByPatternsAndWords() {
        RuleSet rules = Documents.rules("""
                detectors: [{ type: PROJECT, patterns: ["P-[0-9]{3}"], words: [Nightingale, 机密] }]
                policies: [{ name: a, detect: [PROJECT], action: block }]
                """);
        assertThat(rules.detectors().find("P-123, nightingale, nightingales, 这是机密的"))
                .extracting(detection -> detection.start() + "-" + detection.end())
                .containsExactly("0-5", "7-18", "36-38");
    }

    @Test
    void whatIsWrittenToHideIsFound() {
        RuleSet rules = Documents.rules("policies: [{ name: a, detect: [EMAIL_ADDRESS], action: block }]");
        for (String hidden : new String[] {
            "ａｎｎ＠ｅｘａｍｐｌｅ．ｃｏｍ",
            "ann\u200b@exam\u00adple.com",
            "аnn@ехаmрlе.соm",
            "ann%40example.com",
            "ann&#64;example.com",
            "YXNrIGFubkBleGFtcGxlLmNvbSBub3c="
        }) {
            assertThat(rules.detectors().find(hidden))
                    .as(hidden)
                    .singleElement()
                    .satisfies(detection -> {
                        assertThat(detection.start()).isZero();
                        assertThat(detection.end()).isEqualTo(hidden.length());
                    });
        }
    }

    @Test
    void patternsThatTogetherNeedTooMuchAreRefusedWhereItIsTooMuch() {
        assertThatThrownBy(() -> Documents.rules(policies(101, i -> "[\"[a-z]{1,1000}[0-9]{1,1000}x" + i + "\"]")))
                .hasMessageStartingWith("policy p49: with it the document's patterns have more than 200000 characters");
        assertThatThrownBy(() -> Documents.rules(policies(40, i -> "[\"" + i + "[ab]*a[ab]{14}\"]")))
                .hasMessageStartingWith("policy p")
                .hasMessageContaining("the document's patterns together");
    }

    @Test
    void aDocumentHasATwoThousandPatterns() {
        Function<Integer, String> hundred = i -> IntStream.range(0, 100)
                .mapToObj(j -> "\"P" + i + "-" + j + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(Documents.rules(policies(20, hundred)).detectors().find("P7-77"))
                .extracting(Detection::type)
                .contains("p7");
        assertThatThrownBy(() -> Documents.rules(policies(1000, hundred)))
                .hasMessageStartingWith("policy p20: with it the document has more than 2000 patterns");
    }

    private static String policies(int count, Function<Integer, String> patterns) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{ name: p" + i + ", deny: { patterns: " + patterns.apply(i) + " }, action: block }")
                .collect(Collectors.joining(",\n  ", "policies: [\n  ", "]\n"));
    }
}
