package io.vectrail.policy.cases;

import io.vectrail.policy.rule.MaskKey;
import io.vectrail.policy.rule.RuleSet;
import io.vectrail.policy.rule.WrittenDetector;
import io.vectrail.policy.rule.WrittenRule;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.config.Problems;
import io.vectrail.runtime.config.StrictYaml;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code DOCUMENT FOLDER}: runs the cases of a folder against a gateway document's policies. Exit status: 0 all are as expected,
 * 1 some are not, 2 the document or a case does not validate; of the document's policies all that is wrong is said, a line each.
 */
public final class CasesMain {

    /** Masks that are hashes differ from those of any edge, whose key nobody here has. */
    private static final MaskKey KEY = new MaskKey("a key of cases alone".getBytes(StandardCharsets.UTF_8));

    private CasesMain() {}

    /** What of a document is looked at: its connections are somebody else's. */
    record Document(
            @Nullable Object version,
            @Nullable Object connections,
            @Nullable List<WrittenRule> policies,
            @Nullable List<WrittenDetector> detectors,
            @Nullable List<Object> revoked,
            @Nullable Object risk,
            @Nullable Object alerts) {}

    /** What a file of cases has. */
    record Cases(List<PolicyCase> cases) {

        Cases {
            if (cases == null || cases.isEmpty()) {
                throw new IllegalArgumentException("cases lists at least one");
            }
        }
    }

    public static void main(String... arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        if (arguments.length != 2) {
            err.println("name a gateway document and a folder of cases");
            return 2;
        }
        try {
            RuleSet rules = rules(Path.of(arguments[0]), err);
            if (rules == null) {
                return 2;
            }
            List<Path> files = files(Path.of(arguments[1]));
            int failed = 0;
            int count = 0;
            for (Path file : files) {
                Cases cases = StrictYaml.read(file.toString(), Files.readString(file), Cases.class);
                for (PolicyCase one : cases.cases()) {
                    count++;
                    failed += report(out, file, one, rules);
                }
            }
            out.println(count + " cases, " + failed + " not as expected");
            return failed == 0 ? 0 : 1;
        } catch (ConfigurationException | IllegalArgumentException e) {
            err.println("vectrail: " + e.getMessage());
            return 2;
        } catch (IOException e) {
            err.println("vectrail: " + e.getMessage() + " cannot be read");
            return 2;
        }
    }

    private static int report(PrintStream out, Path file, PolicyCase one, RuleSet rules) {
        List<String> differences = CaseRun.differences(one, rules);
        if (!differences.isEmpty()) {
            out.println(file + ": " + one.name());
            differences.forEach(difference -> out.println("  " + difference));
        }
        return differences.isEmpty() ? 0 : 1;
    }

    /** The document's; null where they do not validate, and it is said in which lines. */
    private static @Nullable RuleSet rules(Path file, PrintStream err) throws IOException {
        String text = Files.readString(file);
        Problems problems = new Problems();
        Document document = StrictYaml.read(text, Document.class, problems);
        RuleSet rules = document == null
                ? RuleSet.NONE
                : RuleSet.of(
                        document.policies() == null ? List.of() : document.policies(),
                        document.detectors() == null ? List.of() : document.detectors(),
                        KEY,
                        problems);
        if (problems.isEmpty()) {
            return rules;
        }
        problems.in(text).forEach(problem -> err.println(problem.text(file.toString())));
        return null;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + " is no folder; --cases names one with files of cases");
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = walk.filter(file -> file.toString().endsWith(".yaml") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new IllegalArgumentException(folder + " has no .yaml file; cases stand in such files");
            }
            return files;
        }
    }
}
