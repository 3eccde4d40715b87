package io.vectrail.policy;

import io.vectrail.policy.rule.MaskKey;
import io.vectrail.policy.rule.RuleSet;
import io.vectrail.policy.rule.WrittenDetector;
import io.vectrail.policy.rule.WrittenRule;
import io.vectrail.runtime.config.Problems;
import io.vectrail.runtime.config.StrictYaml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules as documents have them. */
public final class Documents {

    private static final MaskKey KEY = new MaskKey("0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    private Documents() {}

    record Written(
            @Nullable List<WrittenRule> policies, @Nullable List<WrittenDetector> detectors) {}

    /**
     * The rules.
     *
     * @param yaml the keys policies and detectors
     * @throws IllegalArgumentException when it does not validate; one line for each problem
     */
    public static RuleSet rules(String yaml) {
        Problems problems = new Problems();
        Written written = StrictYaml.read(yaml, Written.class, problems);
        RuleSet rules = written == null
                ? RuleSet.NONE
                : RuleSet.of(
                        written.policies() == null ? List.of() : written.policies(),
                        written.detectors() == null ? List.of() : written.detectors(),
                        KEY,
                        problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.in(yaml).stream()
                    .map(problem -> problem.text("doc.yaml"))
                    .collect(Collectors.joining("\n")));
        }
        return rules;
    }
}
