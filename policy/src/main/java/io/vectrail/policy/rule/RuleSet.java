package io.vectrail.policy.rule;

import io.vectrail.policy.detect.Detectors;
import io.vectrail.policy.detect.type.BuiltIns;
import io.vectrail.policy.detect.type.Recognizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All rules of a document, with what finds the types that they look for.
 *
 * @param rules in the document's order
 * @param detectors of texts
 * @param reading whether any rule looks for something in texts
 */
public record RuleSet(List<Rule> rules, Detectors detectors, boolean reading) {

    public static final RuleSet NONE = new RuleSet(List.of(), new Detectors(Set.of(), List.of(), Map.of()), false);

    private static final Set<String> OF_THE_GATEWAY =
            Stream.of(GatewayType.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> OF_ANSWERS = Stream.of(GatewayType.values())
            .filter(GatewayType::ofAnswers)
            .map(Enum::name)
            .collect(Collectors.toUnmodifiableSet());

    public RuleSet {
        rules = List.copyOf(rules);
    }

    /**
     * The rules as they are evaluated.
     *
     * @param key of masks that are hashes; null where the operator gave none
     * @throws IllegalArgumentException when one does not validate; names it
     */
    public static RuleSet of(List<WrittenRule> written, List<CustomDetector> custom, @Nullable MaskKey key) {
        Set<String> known = BuiltIns.all().stream().map(Recognizer::type).collect(Collectors.toSet());
        Set<String> types = new TreeSet<>(known);
        types.addAll(OF_THE_GATEWAY);
        for (CustomDetector detector : custom) {
            if (!types.add(detector.type())) {
                throw new IllegalArgumentException("detectors: there is a type " + detector.type() + " already");
            }
        }
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (WrittenRule each : written) {
            Rule rule = each.rule(key);
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("policy " + rule.name() + ": stands twice");
            }
            check(rule, types);
            rules.add(rule);
        }
        Sought sought = sought(rules, known, custom);
        return new RuleSet(rules, sought.detectors(), !sought.isEmpty());
    }

    private static Sought sought(List<Rule> rules, Set<String> known, List<CustomDetector> custom) {
        Sought sought = new Sought();
        Set<String> wanted = rules.stream()
                .flatMap(rule -> rule.detect().stream())
                .map(Wanted::type)
                .collect(Collectors.toSet());
        boolean all = rules.stream().anyMatch(Rule::asksForDetections);
        known.stream().filter(type -> all || wanted.contains(type)).forEach(sought::add);
        custom.forEach(sought::add);
        rules.forEach(sought::add);
        return sought;
    }

    private static void check(Rule rule, Set<String> types) {
        for (Wanted wanted : rule.detect()) {
            if (!types.contains(wanted.type())) {
                throw new IllegalArgumentException("policy " + rule.name() + ": detect names " + wanted.type()
                        + ", which no detector finds; there are " + String.join(", ", types));
            }
            if (rule.action() instanceof Action.Mask && OF_THE_GATEWAY.contains(wanted.type())) {
                throw new IllegalArgumentException("policy " + rule.name() + ": " + wanted.type()
                        + " is nothing in a text that could be masked; block it");
            }
            if (OF_ANSWERS.contains(wanted.type()) && !rule.action().equals(new Action.Block(false))) {
                throw new IllegalArgumentException("policy " + rule.name() + ": " + wanted.type()
                        + " is found in an answer; block it, as a whole");
            }
        }
    }
}
