package io.vectrail.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.policy.Documents;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests a rule concerns. */
class MatchTest {

    /** A Wednesday. */
    private static final Instant AT = Instant.parse("2026-11-25T21:30:00Z");

    private static final Facts FACTS = new Facts(
            "alice",
            List.of("research", "staff"),
            "",
            "10.1.2.3",
            "openai",
            "openai",
            "embeddings",
            "text-embedding-3-small",
            100,
            AT,
            Risk.NONE,
            name -> name.equalsIgnoreCase("X-Team") ? List.of("red", "blue-2") : List.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                   | true
            { groups: [staff, none] }                            | true
            { groups: [none] }                                   | false
            { subjects: [alice] }                                | true
            { subjects: [bob] }                                  | false
            { connections: [openai] }                            | true
            { connections: [azure] }                             | false
            { models: ["text-embedding-3-*"] }                   | true
            { models: [text-embedding-3] }                       | false
            { operations: [embeddings] }                         | true
            { operations: [rerank] }                             | false
            { addresses: [10.0.0.0/8] }                          | true
            { addresses: [10.1.2.3] }                            | true
            { addresses: [10.1.2.0/31, 10.1.2.2/31] }            | true
            { addresses: [10.1.2.0/31] }                         | false
            { addresses: ["::/0"] }                              | false
            { addresses: [0.0.0.0/0] }                           | true
            { headers: { x-team: [red] } }                       | true
            { headers: { X-Team: ["blue*"] } }                   | true
            { headers: { X-Team: [green] } }                     | false
            { headers: { X-Team: [red], X-Other: [a] } }         | false
            { hours: { from: "21:00", to: "22:00" } }            | true
            { hours: { from: "21:31", to: "22:00" } }            | false
            { hours: { from: "20:00", to: "21:30" } }            | false
            { hours: { from: "20:00", to: "06:00" } }            | true
            { hours: { from: "22:00", to: "21:45" } }            | true
            { hours: { from: "22:00", to: "06:00" } }            | false
            { hours: { from: "22:00", to: "23:00", zone: Europe/Berlin } } | true
            { hours: { days: [WEDNESDAY] } }                     | true
            { hours: { days: [THURSDAY] } }                      | false
            { hours: { from: "22:00", to: "21:45", days: [TUESDAY] } } | true
            { hours: { from: "22:00", to: "21:45", days: [WEDNESDAY] } } | false
            { groups: [staff], subjects: [bob] }                 | false
            """)
    void aRuleConcernsWhatFitsEachOfItsConditions(String match, boolean fits) {
        RuleSet rules =
                Documents.rules("policies: [{ name: a, match: " + match + ", detect: [IMAGE], action: block }]");
        assertThat(rules.rules().getFirst().concerns(FACTS)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { groups: [] }                          | policies[0].match.groups: is an empty list
            { addresses: [10.0.0.0/33] }            | policies[0].match.addresses[0]: must be an IP address, or a range of them such as
            { addresses: [localhost] }              | policies[0].match.addresses[0]: must be an IP address, or a range of them such as
            { addresses: [10.0.0.0/-1] }            | policies[0].match.addresses[0]: must be an IP address, or a range of them such as
            { hours: { from: "25:00" } }            | policies[0].match.hours.from: must be a time of the day such as "18:00"
            { hours: { zone: Moon } }               | policies[0].match.hours.zone: must be a time zone such as Europe/Berlin
            { models: ["a*b"] }                     | policies[0].match.models[0]: must be a name of at most 200 characters, or the beginning of one with * as its last character
            { user: [a] }                           | policies[0].match.user: unknown key
            """)
    void whatCannotFitDoesNotValidate(String match, String error) {
        assertThatThrownBy(() -> Documents.rules(
                        "policies: [{ name: a, match: " + match + ", detect: [IMAGE], action: block }]"))
                .hasMessageContaining(error);
    }
}
