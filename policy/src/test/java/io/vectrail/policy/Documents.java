package io.vectrail.policy;

import io.vectrail.policy.rule.CustomDetector;
import io.vectrail.policy.rule.MaskKey;
import io.vectrail.policy.rule.RuleSet;
import io.vectrail.policy.rule.WrittenRule;
import io.vectrail.runtime.config.StrictYaml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules as documents have them. */
public final class Documents {

    private static final MaskKey KEY = new MaskKey("0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    private Documents() {}

    record Written(
            @Nullable List<WrittenRule> policies, @Nullable List<CustomDetector> detectors) {}

    /** @param yaml the keys policies and detectors */
    public static RuleSet rules(String yaml) {
        Written written = StrictYaml.read("doc.yaml", yaml, Written.class);
        return RuleSet.of(
                written.policies() == null ? List.of() : written.policies(),
                written.detectors() == null ? List.of() : written.detectors(),
                KEY);
    }
}
