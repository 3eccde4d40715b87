package io.vectrail.policy.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies can be tested as code is. */
class CasesMainTest {

    private static final Path SAMPLES = Path.of("../deploy/policies");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"secrets", "healthcare", "finance", "contractors", "production"})
    void theSamplePoliciesDoWhatTheirCasesSay(String name) {
        assertThat(run(SAMPLES.resolve(name + ".yaml"), SAMPLES.resolve("cases").resolve(name)))
                .as(out.toString(StandardCharsets.UTF_8) + err)
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith(" cases, 0 not as expected\n");
    }

    @Test
    void whatIsNotAsExpectedIsSaid() throws IOException {
        int status = run("- { name: wrong, text: ann@example.com, expect: { decision: allow, rules: [], text: a } }");
        assertThat(status).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "cases.yaml: wrong",
                        "decision: expected ALLOW, is MASK",
                        "text: expected [a], is [<EMAIL_ADDRESS>]",
                        "rules: expected [], is [mask]",
                        "1 cases, 1 not as expected");
    }

    @Test
    void aCaseSaysWhatAnalyzersWouldFindAndNobodyIsAsked() throws IOException {
        String document = """
                policies:
                  - { name: names, detect: [PERSON], action: mask }
                  - { name: trial, shadow: true, detect: [{ type: LOCATION, threshold: 0.9 }], action: block }
                detectors: [{ types: [PERSON, LOCATION], presidio: "http://nowhere.invalid:3000" }]
                """;
        assertThat(run(document, """
                  - name: a name is masked wherever it stands
                    texts: ["😀 Jo Smith", "by Jo Smith of Bonn"]
                    found: [{ type: PERSON, text: Jo Smith }, { type: LOCATION, text: Bonn, score: 0.95 }]
                    expect: { decision: mask, texts: ["😀 <PERSON>", "by <PERSON> of Bonn"], rules: [names, trial (shadow)] }
                  - name: nothing is found
                    text: Jo Smith
                    expect: { decision: allow, rules: [] }
                  - name: nobody answers
                    text: Jo Smith
                    analyzersFail: true
                    expect: { decision: block, rules: [names, trial (shadow)] }
                """)).as(out + " " + err).isZero();
        assertThat(run(
                        document,
                        "- { name: a, text: b, found: [{ type: ORG, text: b }], expect: { decision: allow } }"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("case a: found names ORG");
    }

    @Test
    void aCaseSaysHowRiskyItsCallerIs() throws IOException {
        String document = """
                risk: { halfLife: 6h }
                policies:
                  - { name: risky, when: 'risk.score >= 80', action: block }
                  - { name: high, shadow: true, when: 'risk.level == "high"', action: block }
                """;
        assertThat(run(document, """
                  - { name: not at all, text: a, expect: { decision: allow, rules: [] } }
                  - { name: some, text: a, risk: { score: 70 }, expect: { decision: allow, rules: [high (shadow)] } }
                  - { name: much, text: a, risk: { score: 80, level: critical }, expect: { decision: block, rules: [risky] } }
                """)).as(out + " " + err).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            - { name: a, text: b, risk: { score: 101 }, expect: { decision: allow } } | risk has a score of 0 to 100
            - { name: a, text: b, risk: { score: -1 } , expect: { decision: allow } } | risk has a score of 0 to 100
            - { name: a, text: b, risk: { level: high }, expect: { decision: allow } } | risk has a score of 0 to 100
            - { name: a, text: b, risk: { score: 1, level: HIGH }, expect: { decision: allow } } | risk.level must be low
            - { name: a, text: b, found: [{ type: PERSON, text: c }], expect: { decision: allow } } | stands in none
            - { name: a, text: b, found: [{ type: PERSON }], expect: { decision: allow } } | found lists { type, text }
            - { name: a, text: b }                                                | needs expect
            - { name: a, expect: { decision: allow } }                            | needs either text or texts
            - { text: b, expect: { decision: allow } }                            | each case needs a name
            - { name: a, text: b, expect: { decision: perhaps } }                 | must be allow, mask
            - { name: a, text: b, at: noon, expect: { decision: allow } }         | at is such as
            - { name: a, text: b, color: red, expect: { decision: allow } }       | cases[0].color: unknown key
            """)
    void aCaseThatDoesNotValidateIsSaidWithItsPlace(String list, String error) throws IOException {
        assertThat(run(list)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("cases.yaml:", error);
    }

    @Test
    void allThatIsWrongWithPoliciesIsSaidALineEach() throws IOException {
        Path document = Files.writeString(folder.resolve("doc.yaml"), """
                version: 1
                policies:
                  - { name: a, detect: [NOTHING], action: block }
                  - { name: b, when: 'who', action: block }
                """);
        assertThat(run(document, folder)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith(document + ":3: policies[0].detect[0]: names NOTHING"),
                        second -> assertThat(second).startsWith(document + ":4: policies[1].when: "));
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(run(folder.resolve("none.yaml"), folder)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("none.yaml");
    }

    @Test
    void boundsOfOneRequestCountAndThoseOverTimeDoNot() throws IOException {
        Path cases = Files.createDirectory(folder.resolve("cases"));
        Files.writeString(cases.resolve("cases.yaml"), """
                cases:
                  - { name: two inputs, texts: [a, b], expect: { decision: allow, rules: [] } }
                  - { name: three inputs, texts: [a, b, c], expect: { decision: block, rules: [few] } }
                  - { name: many tokens, text: one two three four five six, expect: { decision: block, rules: [few] } }
                """);
        Path document = Files.writeString(folder.resolve("doc.yaml"), """
                policies:
                  - { name: few, action: limit, inputs: 2, tokens: 5 }
                  - { name: once, action: limit, requestsPerMinute: 1 }
                """);
        assertThat(run(document, cases))
                .as(out.toString(StandardCharsets.UTF_8))
                .isZero();
    }

    private int run(String list) throws IOException {
        return run("policies: [{ name: mask, detect: [EMAIL_ADDRESS], action: mask }]\n", list);
    }

    private int run(String policies, String list) throws IOException {
        Path cases = Files.createDirectories(folder.resolve("cases"));
        Files.writeString(cases.resolve("cases.yaml"), "cases:\n  " + list.strip() + "\n");
        Path document =
                Files.writeString(folder.resolve("doc.yaml"), "version: 1\nconnections: [{ name: a }]\n" + policies);
        return run(document, cases);
    }

    private int run(Path document, Path cases) {
        return CasesMain.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                document.toString(),
                cases.toString());
    }
}
