package io.vectrail.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said at the end of a run of all tests. */
class FailedTestsTest {

    private static final String REPORT = """
            -------------------------------------------------------------------------------
            Test set: a.GreenAndRedTest
            -------------------------------------------------------------------------------
            Tests run: 3, Failures: 1, Errors: 1, Skipped: 0, Time elapsed: 3.1 s <<< FAILURE! -- in a.GreenAndRedTest
            a.GreenAndRedTest.itIsBlue -- Time elapsed: 0.2 s <<< FAILURE!
            org.opentest4j.AssertionFailedError: expected blue

            a.GreenAndRedTest.itThrows(String)[3] -- Time elapsed: 0.1 s <<< ERROR!
            java.lang.IllegalStateException: away
            """;

    @TempDir
    Path checkout;

    @Test
    void eachIsNamedWithItsReasonInWhateverModule() throws IOException {
        report("edge/target/surefire-reports/a.GreenAndRedTest.txt");
        report("deploy/local/target/surefire-reports/a.GreenAndRedTest.txt");
        assertThat(FailedTests.since(Instant.EPOCH, checkout))
                .hasSize(4)
                .anySatisfy(failed -> assertThat(failed).contains("itIsBlue", "expected blue"))
                .anySatisfy(failed -> assertThat(failed).contains("itThrows(String)[3]", "away"));
    }

    @Test
    void whatIsLeftFromBeforeIsNotOfThisRun() throws IOException {
        report("edge/target/surefire-reports/a.GreenAndRedTest.txt");
        assertThat(FailedTests.since(Instant.now().plusSeconds(60), checkout)).isEmpty();
    }

    private void report(String path) throws IOException {
        Path file = checkout.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, REPORT);
    }
}
