package io.vectrail.local.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What failed in a run of all modules, which Maven says where each module ends, thousands of lines before the run does. */
final class FailedTests {

    /** As deep as the reports of a module in a folder of a module. */
    private static final int DEPTH = 5;

    /** The first lines of what was thrown. */
    private static final int REASON_LINES = 4;

    private FailedTests() {}

    /** Each with its reason, as Surefire's reports have it. */
    static List<String> since(Instant start, Path checkout) throws IOException {
        List<String> failed = new ArrayList<>();
        try (Stream<Path> files = Files.find(
                checkout,
                DEPTH,
                (file, attributes) -> file.toString().matches(".*/target/surefire-reports/[^/]+[.]txt")
                        && attributes.lastModifiedTime().compareTo(FileTime.from(start)) >= 0)) {
            for (Path report : files.sorted().toList()) {
                read(Files.readAllLines(report), failed);
            }
        }
        return failed;
    }

    private static void read(List<String> report, List<String> failed) {
        for (int line = 0; line < report.size(); line++) {
            if (report.get(line).matches(".* -- Time elapsed: .* <<< (FAILURE|ERROR)!")) {
                int end = Math.min(report.size(), line + 1 + REASON_LINES);
                failed.add(String.join("\n  ", report.subList(line, end)));
            }
        }
    }
}
