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
            policies: [{ name: a, detect: [EMAIL], action: block }]                        | doc.yaml:1: policies[0].detect[0]: names EMAIL, which no detector finds
            policies: [{ name: a, detect: [IMAGE], action: mask }]                         | nothing in a text that could be masked
            policies: [{ name: a, detect: [VECTOR_ALL_ZERO], action: redact-vector, withhold: true }] | VECTOR_ALL_ZERO is found in an answer; block it
            policies: [{ name: a, detect: [VECTOR_DIMENSIONS], action: block, perItem: true }] | VECTOR_DIMENSIONS is found in an answer; block it
            policies: [{ name: a, action: block }]                                         | looks for nothing
            policies: [{ name: a, detect: [IMAGE], action: forget }]                       | policies[0].action: must be one of block, approve, mask, redact-vector, limit
            policies: [{ detect: [IMAGE], style: hash }]                                   | policies[0].name: a policy's name must
            policies: [{ name: a, detect: [IMAGE], style: hash }]                          | policies[0].action: must be one of
            policies: [{ name: a, detect: [EMAIL_ADDRESS], action: block, style: hash }]   | policies[0].style: belongs to action: mask
            policies: [{ name: a, detect: [EMAIL_ADDRESS], action: mask, perItem: true }]  | policies[0].perItem: belongs to action: block
            policies: [{ name: a, detect: [EMAIL_ADDRESS], action: mask, style: blue }]    | policies[0].style: must be type, hash or partial
            policies: [{ name: a, detect: [EMAIL_ADDRESS], action: mask, style: type, text: b }] | either style or text
            policies: [{ name: a, deny: { patterns: ["(?=b)"] }, action: block }]          | policies[0].deny.patterns[0]: pattern
            policies: [{ name: a, deny: { patterns: ["b*"] }, action: block }]             | ask for a character
            policies: [{ name: a, deny: { words: [" "] }, action: block }]                 | policies[0].deny.words[0]: must have 1 to 200 characters
            policies: [{ name: a, detect: [{ type: EMAIL_ADDRESS, threshold: 2 }], action: block }] | policies[0].detect[0].threshold: must be
            policies: [{ name: a, when: '1 + 1', action: block }]                          | policies[0].when:
            policies: [{ name: a, when: 'caller.sujbect == "a"', action: block }]          | policies[0].when: there is no caller.sujbect
            policies: [{ name: a, when: 'detections.exists(d, d.kind == "A")', action: block }] | there is no d.kind
            policies: [{ name: a, when: 'who == "a"', action: block }]                     | policies[0].when:
            policies: [{ name: a, when: 'true', action: mask }]                            | masks nothing
            policies: [{ name: a, when: 'true', action: block, onError: maybe }]           | policies[0].onError: must be
            policies: [{ name: a, action: limit }]                                         | policies[0]: limits nothing
            policies: [{ name: a, detect: [IMAGE], action: limit, inputs: 1 }]             | policies[0]: a limit counts and looks for nothing
            policies: [{ name: a, deny: { words: [b] }, action: limit, inputs: 1 }]        | policies[0]: a limit counts and looks for nothing
            policies: [{ name: a, action: limit, inputs: 0 }]                              | policies[0].inputs: must be 1 to
            policies: [{ name: a, action: limit, bytes: 0 }]                               | policies[0].bytes: must be 1 to
            policies: [{ name: a, action: limit, tokens: -1 }]                             | policies[0].tokens: must be 1 to
            policies: [{ name: a, action: limit, requestsPerMinute: 0 }]                   | policies[0].requestsPerMinute: must be 1 to
            policies: [{ name: a, action: limit, vectorsPerDay: 0 }]                       | policies[0].vectorsPerDay: must be 1 to
            policies: [{ name: a, action: limit, bytes: 1, per: caller }]                  | policies[0].per: says who shares
            policies: [{ name: a, action: limit, vectorsPerDay: 1, per: team }]            | policies[0].per: must be caller or group
            policies: [{ name: a, action: limit, vectorsPerDay: 1, per: group }]           | policies[0].per: group needs match.groups
            policies: [{ name: a, match: { subjects: [b] }, action: limit, vectorsPerDay: 1, per: group }]| policies[0].per: group needs match.groups
            policies: [{ name: a, action: approve, hold: 11m }]                            | policies[0].hold: must be 0s to 10m
            policies: [{ name: a, action: approve, expire: 59s, hold: 0s }]                | policies[0].expire: must be 1m to 7d
            policies: [{ name: a, action: approve, expire: 1m }]                           | policies[0].expire: must not be below hold
            policies: [{ name: a, action: approve, grant: 8d }]                            | policies[0].grant: must be above 0
            policies: [{ name: a, action: approve, sameText: true }]                       | policies[0].sameText: says what a grant is for
            policies: [{ name: a, action: approve, approvers: { count: 0 } }]              | policies[0].approvers.count: must be 1 to 10
            policies: [{ name: a, action: approve, approvers: { each: true } }]            | policies[0].approvers.each: needs groups
            policies: [{ name: a, action: approve, approvers: { reason: no } }]            | policies[0].approvers.reason: must be required
            policies: [{ name: a, action: approve, approvers: { groups: [""] } }]          | policies[0].approvers.groups[0]: is no group's name
            policies: [{ name: a, action: approve, approvers: { escalate: { after: 25h, groups: [b] } } }]| policies[0].approvers.escalate.after: must be a duration above 0
            policies: [{ name: a, action: approve, approvers: { escalate: { after: 1h } } }]| policies[0].approvers.escalate.groups: names the groups
            policies: [{ name: a, detect: [IMAGE], action: block, grant: 1h }]             | policies[0].grant: belongs to action: approve
            policies: [{ name: a, detect: [IMAGE], action: block, vectorsPerDay: 1 }]      | policies[0].vectorsPerDay: belongs to action: limit
            policies: [{ name: a, detect: [IMAGE], action: block, per: group }]            | policies[0].per: belongs to action: limit
            policies: [~]                                                                  | policies[0]: has no value
            policies: [{ name: a, detect: [~], action: block }]                            | policies[0].detect[0]: has no value
            policies: [{ name: a, deny: { words: [~] }, action: block }]                   | policies[0].deny.words[0]: has no value
            policies: [{ name: A, detect: [IMAGE], action: block }]                        | policies[0].name: a policy's name
            policies: [{ name: a, detect: [IMAGE], action: block }, { name: a, detect: [IMAGE], action: block }] | policies[1].name: stands twice; policies[0] has it, too
            detectors: [{ type: EMAIL_ADDRESS, pattern: a }]                               | detectors[0].type: there is a type EMAIL_ADDRESS already
            detectors: [{ type: a, pattern: a }]                                           | detectors[0].type: must be 1 to 63
            detectors: [{ type: A }]                                                       | detectors[0]: needs pattern, patterns or words
            detectors: [{ type: A, pattern: "(" }]                                         | detectors[0].pattern: pattern
            detectors: [{ type: A, pattern: a, score: 0 }]                                 | detectors[0].score: must be
            detectors: [{ pattern: a }]                                                    | detectors[0].type: must be 1 to 63
            detectors: [{ type: A, pattern: a, colour: red }]                              | detectors[0].colour: unknown key
            detectors: [{ types: [PERSON] }]                                               | detectors[0].types: belongs to a detector that says where
            detectors: [{ type: A, presidio: "http://p:3000" }]                            | detectors[0].type: belongs to a detector without presidio
            detectors: [{ presidio: "http://p:3000" }]                                     | detectors[0].types: must list 1 to 32
            detectors: [{ types: [person], presidio: "http://p:3000" }]                    | detectors[0].types[0]: must be 1 to 63
            detectors: [{ types: [A, A], presidio: "http://p:3000" }]                      | each once
            detectors: [{ types: [US_SSN], presidio: "http://p:3000" }]                    | detectors[0].types[0]: there is a type US_SSN already
            detectors: [{ types: [A], presidio: "http://p:3000" }, { type: A, pattern: a }] | detectors[1].type: there is a type A already
            detectors: [{ types: [A], presidio: "http://p:3000", timeout: 6s }]            | detectors[0].timeout: must be above 0 and at most 5s
            detectors: [{ types: [A], presidio: "http://p:3000", timeout: soon }]          | detectors[0].timeout: is not a duration
            detectors: [{ types: [A], presidio: "http://p:3000", language: "e n" }]        | detectors[0].language: must be like en
            detectors: [{ types: [A], presidio: "http://p:3000", threshold: 0 }]           | detectors[0].threshold: must be
            detectors: [{ types: [A], presidio: "http://p:3000", batch: 0 }]               | detectors[0].batch: must be 1 to 500
            detectors: [{ types: [~], presidio: "http://p:3000" }]                         | detectors[0].types[0]: has no value
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
                .hasMessageStartingWith(
                        "doc.yaml:51: policies[49].deny.patterns[0]: with it the document's patterns have more than 200000 characters");
        assertThatThrownBy(() -> Documents.rules(policies(40, i -> "[\"" + i + "[ab]*a[ab]{14}\"]")))
                .hasMessageStartingWith("doc.yaml:")
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
                .hasMessageStartingWith(
                        "doc.yaml:22: policies[20].deny.patterns[0]: with it the document has more than 2000 patterns");
    }

    private static String policies(int count, Function<Integer, String> patterns) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{ name: p" + i + ", deny: { patterns: " + patterns.apply(i) + " }, action: block }")
                .collect(Collectors.joining(",\n  ", "policies: [\n  ", "]\n"));
    }
}
