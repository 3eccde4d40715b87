package io.vectrail.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.runtime.config.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** All that is wrong with a document is told at once. */
class DocumentProblemsTest {

    private static final String GOOD = """
            version: 1
            connections:
              - { name: openai, provider: openai, target: "https://api.example.com", credential: none }
            """;

    private final AllowList allow =
            new AllowList(List.of("api.example.com:443"), "VECTRAIL_CREDENTIAL_", Path.of("/nowhere"), false);

    @Test
    void allThatIsWrongIsToldAtOnceInTheOrderOfItsLines() {
        String document = """
                version: 1
                connections:
                  - name: openai
                    provider: closedai
                    target: https://api.example.com
                    credential: none
                    models: ["a*b"]
                  - name: openai
                    provider: openai
                    targets: [https://api.example.com, https://elsewhere.example.com]
                    credentials:
                      - { value: "${env:OTHER}", from: soon }
                      - { name: No }
                    limits: { inputs: 0, timeout: 11m }
                policies:
                  - { name: a, detect: [EMAIL_ADDRESS, EMPLOYEE_NR], action: blok, onError: maybe }
                  - name: a
                    match: { connections: [openai, azure], addresses: [10.0.0.0/33] }
                    when: 'item.words > 3'
                    deny:
                      patterns:
                        - fine
                        - "(?=x)"
                      words: [" "]
                    action: redact-vector
                    style: hash
                    noise: -1
                detectors:
                  - { type: EMPLOYEE_ID, pattern: "(" }
                  - { type: EMPLOYEE_ID, words: [x], score: 2 }
                """;
        assertThat(problems(document))
                .extracting(problem -> problem.line() + " " + problem.key())
                .containsExactly(
                        "4 connections[0].provider",
                        "7 connections[0].models[0]",
                        "8 connections[1].name",
                        "10 connections[1].targets[1]",
                        "12 connections[1].credentials[0].from",
                        "12 connections[1].credentials[0].value",
                        "13 connections[1].credentials[1].name",
                        "13 connections[1].credentials[1].value",
                        "14 connections[1].limits.inputs",
                        "14 connections[1].limits.timeout",
                        "16 policies[0].onError",
                        "16 policies[0].action",
                        "16 policies[0].detect[1]",
                        "17 policies[1].name",
                        "18 policies[1].match.addresses[0]",
                        "18 policies[1].match.connections[1]",
                        "19 policies[1].when",
                        "23 policies[1].deny.patterns[1]",
                        "24 policies[1].deny.words[0]",
                        "26 policies[1].style",
                        "27 policies[1].noise",
                        "29 detectors[0].pattern",
                        "30 detectors[1].score",
                        "30 detectors[1].type");
        assertThat(problems(document).get(12).text("gateway.yaml"))
                .startsWith(
                        "gateway.yaml:16: policies[0].detect[1]: names EMPLOYEE_NR, which no detector finds; there are ");
    }

    @Test
    void ofManyProblemsFiftyAreTold() {
        String policy = "  - { name: A, detect: [EMAIL_ADDRESS], action: block }\n";
        List<Problem> problems = problems(GOOD + "policies:\n" + policy.repeat(60));
        assertThat(problems).hasSize(51);
        assertThat(problems.getLast()).isEqualTo(new Problem(0, "", "and 69 more; correct these first"));
    }

    @Test
    void whatHasNotTheFormOfADocumentIsToldByItsFirstProblem() {
        assertThat(problems("version: 1\nconnections: [}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(2));
        assertThat(problems(GOOD + "policies: [{ naem: a }]"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.key()).isEqualTo("policies[0].naem"));
        assertThat(problems("#" + "x".repeat(1 << 20))).containsExactly(new Problem(0, "", "is larger than 1 MiB"));
    }

    @Test
    void aReasonDoesNotQuoteWhatMayBeASecretInTheWrongPlace() {
        assertThat(problems(GOOD.replace("provider: openai", "provider: hush-1")
                        + "policies: [{ name: hush 2, detect: [hush-3], action: hush-4, style: hush-5, onError: hush-6,"
                        + " keep: hush-7, match: { connections: [hush-8], addresses: [hush-9], models: [h*ush] } }]\n"
                        + "detectors: [{ type: hush-10, words: [a] }]\n"))
                .hasSizeGreaterThan(8)
                .allSatisfy(problem -> assertThat(problem.reason()).doesNotContain("hush", "ush]"));
    }

    @Test
    void whoHasNoCredentialsTellsTheSameOfWhatAnybodyCanSee() {
        String document = GOOD.replace("credential: none", """
                credentials: [
                  { value: "${env:VECTRAIL_CREDENTIAL_B}" },
                  { value: "${env:PATH}" },
                  { value: "${file:../outside}" },
                  { value: "sealed:x" },
                  { value: literal }]""");
        assertThat(problems(DocumentReader.checking(allow, false, false, null), document))
                .extracting(problem -> problem.line() + " " + problem.key())
                .containsExactly(
                        "5 connections[0].credentials[1].value",
                        "6 connections[0].credentials[2].value",
                        "7 connections[0].credentials[3].value",
                        "8 connections[0].credentials[4].value");
    }

    @Test
    void whoKnowsWhichWebhooksThereAreTellsWhichAreNot() {
        String document = GOOD + """
                policies:
                  - name: asks
                    detect: [EMAIL_ADDRESS]
                    action: approve
                    approvers:
                      webhooks: [chat, soc]
                      escalate: { after: 10m, groups: [board], webhooks: [pager] }
                """;
        assertThat(problems(document)).isEmpty();
        assertThat(problems(DocumentReader.checking(allow, false, false, Set.of("chat", "soc", "pager")), document))
                .isEmpty();
        assertThat(problems(DocumentReader.checking(allow, false, false, Set.of("chat", "other")), document))
                .extracting(problem -> problem.key() + " " + problem.reason())
                .containsExactly(
                        "policies[0].approvers.webhooks[1] names a webhook that the replay service's configuration does"
                                + " not have; it has chat, other",
                        "policies[0].approvers.escalate.webhooks[0] names a webhook that the replay service's"
                                + " configuration does not have; it has chat, other");
    }

    private List<Problem> problems(String text) {
        return problems(new DocumentReader(allow, Map.of(), null, null), text);
    }

    private static List<Problem> problems(DocumentReader reader, String text) {
        return switch (reader.check(text.getBytes(StandardCharsets.UTF_8))) {
            case DocumentCheck.Valid _ -> List.of();
            case DocumentCheck.Refused refused -> refused.problems();
        };
    }
}
