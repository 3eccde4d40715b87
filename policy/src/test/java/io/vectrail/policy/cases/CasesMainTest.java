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
    @ValueSource(strings = {"secrets", "healthcare", "finance", "contractors"})
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            - { name: a, text: b }                                                | needs expect
            - { name: a, expect: { decision: allow } }                            | needs either text or texts
            - { text: b, expect: { decision: allow } }                            | each case needs a name
            - { name: a, text: b, expect: { decision: perhaps } }                 | must be allow, mask
            - { name: a, text: b, at: noon, expect: { decision: allow } }         | at is such as
            - { name: a, text: b, color: red, expect: { decision: allow } }       | unknown key cases[0].color
            """)
    void aCaseThatDoesNotValidateIsSaidWithItsPlace(String list, String error) throws IOException {
        assertThat(run(list)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("cases.yaml:", error);
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(run(folder.resolve("none.yaml"), folder)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("none.yaml");
    }

    private int run(String list) throws IOException {
        Path cases = Files.createDirectory(folder.resolve("cases"));
        Files.writeString(cases.resolve("cases.yaml"), "cases:\n  " + list + "\n");
        Path document = Files.writeString(
                folder.resolve("doc.yaml"),
                "version: 1\nconnections: [{ name: a }]\npolicies: [{ name: mask, detect: [EMAIL_ADDRESS], action: mask }]\n");
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
