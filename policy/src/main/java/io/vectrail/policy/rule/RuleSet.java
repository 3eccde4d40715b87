package io.vectrail.policy.rule;

import io.vectrail.policy.detect.Detectors;
import io.vectrail.policy.detect.type.BuiltIns;
import io.vectrail.policy.detect.type.Recognizer;
import io.vectrail.runtime.config.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All rules of a document, with what finds the types that they look for.
 *
 * @param rules in the document's order
 * @param detectors of texts
 * @param analyzers elsewhere, which some rule may need to be asked
 * @param reading whether any rule looks for something in texts
 */
public record RuleSet(List<Rule> rules, Detectors detectors, List<PresidioDetector> analyzers, boolean reading) {

    public static final RuleSet NONE =
            new RuleSet(List.of(), new Detectors(Set.of(), List.of(), Map.of()), List.of(), false);

    private static final Set<String> OF_THE_GATEWAY =
            Stream.of(GatewayType.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> OF_ANSWERS = Stream.of(GatewayType.values())
            .filter(GatewayType::ofAnswers)
            .map(Enum::name)
            .collect(Collectors.toUnmodifiableSet());

    public RuleSet {
        rules = List.copyOf(rules);
        analyzers = List.copyOf(analyzers);
    }

    /**
     * The rules as they are evaluated.
     *
     * @param key of masks that are hashes; null where the operator gave none
     * @param problems at the document's beginning: where it is noted what does not validate. It is left out
     */
    public static RuleSet of(
            List<WrittenRule> written, List<WrittenDetector> own, @Nullable MaskKey key, Problems problems) {
        Set<String> known = BuiltIns.all().stream().map(Recognizer::type).collect(Collectors.toSet());
        Set<String> types = new TreeSet<>(known);
        types.addAll(OF_THE_GATEWAY);
        Sought sought = new Sought();
        List<PresidioDetector> elsewhere = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            Detector detector =
                    detector(own.get(i), types, sought, problems.at("detectors").at(i));
            if (detector instanceof PresidioDetector presidio) {
                elsewhere.add(presidio);
            }
        }
        List<Rule> rules = new ArrayList<>();
        Map<String, Problems> names = new HashMap<>();
        for (int i = 0; i < written.size(); i++) {
            Problems here = problems.at("policies").at(i);
            Rule rule = rule(written.get(i), key, types, sought, here);
            String name = written.get(i).name();
            Problems first = name == null ? null : names.putIfAbsent(name, here);
            if (first != null) {
                here.at("name").add("stands twice; " + first.key() + " has it, too");
            }
            if (rule != null) {
                rules.add(rule);
            }
        }
        boolean all = rules.stream().anyMatch(Rule::asksForDetections);
        Set<String> wanted = rules.stream()
                .flatMap(rule -> rule.detect().stream())
                .map(Wanted::type)
                .collect(Collectors.toSet());
        known.stream().filter(type -> all || wanted.contains(type)).forEach(sought::add);
        Detectors detectors = sought.detectors(problems.at("detectors"));
        List<PresidioDetector> analyzers = needed(elsewhere, rules);
        return new RuleSet(
                rules,
                detectors == null ? NONE.detectors() : detectors,
                analyzers,
                !sought.isEmpty() || !analyzers.isEmpty());
    }

    /** Whether a condition asks how risky the caller is. */
    public boolean asksForRisk() {
        return rules.stream().anyMatch(Rule::asksForRisk);
    }

    /** The analyzers without whose answer some rules of this document cannot be evaluated. */
    public List<PresidioDetector> neededBy(List<Rule> some) {
        return analyzers.isEmpty() ? List.of() : needed(analyzers, some);
    }

    private static List<PresidioDetector> needed(List<PresidioDetector> analyzers, List<Rule> rules) {
        return analyzers.stream()
                .filter(analyzer -> rules.stream().anyMatch(rule -> rule.mayNeed(analyzer.types())))
                .toList();
    }

    /** Whether a rule counts tokens, which takes about as long as to look into the texts. */
    public boolean countsTokens() {
        return limits(limit -> limit.tokens() != null);
    }

    /** Whether a rule counts over time. */
    public boolean countsOverTime() {
        return limits(limit -> !limit.rates().isEmpty());
    }

    private boolean limits(Predicate<Action.Limit> of) {
        for (Rule rule : rules) {
            if (rule.action() instanceof Action.Limit limit && of.test(limit)) {
                return true;
            }
        }
        return false;
    }

    /** The same rules, none of which is enforced. */
    public RuleSet inShadow() {
        return new RuleSet(rules.stream().map(Rule::inShadow).toList(), detectors, analyzers, reading);
    }

    /** Null where it does not validate. */
    private static @Nullable Detector detector(
            WrittenDetector written, Set<String> types, Sought sought, Problems problems) {
        written.check(problems);
        take(written.type(), types, problems.at("type"));
        for (int i = 0; i < written.allTypes().size(); i++) {
            take(written.allTypes().get(i), types, problems.at("types").at(i));
        }
        sought.add(written, problems);
        return problems.isEmpty() ? written.detector() : null;
    }

    private static void take(@Nullable String type, Set<String> types, Problems problems) {
        problems.check(
                type == null || !CustomDetector.isType(type) || types.add(type),
                "there is a type " + type + " already; choose another name");
    }

    private static @Nullable Rule rule(
            WrittenRule written, @Nullable MaskKey key, Set<String> types, Sought sought, Problems problems) {
        Rule rule = written.rule(key, problems);
        List<Wanted> detect = written.detect() == null ? List.of() : written.detect();
        for (int i = 0; i < detect.size(); i++) {
            check(written, detect.get(i).type(), types, problems.at("detect").at(i));
        }
        if (written.deny() != null) {
            sought.add(written.name(), written.deny(), problems);
        }
        return rule;
    }

    private static void check(WrittenRule rule, @Nullable String type, Set<String> types, Problems problems) {
        if (type == null || type.isBlank()) {
            return;
        }
        if (!types.contains(type)) {
            // What is not of a type's form may be anything, a secret in the wrong place included.
            problems.add("names " + (CustomDetector.isType(type) ? type : "what is no type's name")
                    + ", which no detector finds; there are " + String.join(", ", types));
        }
        problems.check(
                !rule.masks() || !OF_THE_GATEWAY.contains(type),
                type + " is nothing in a text that could be masked; block it");
        problems.check(
                rule.blocksWhole() || !OF_ANSWERS.contains(type),
                type + " is found in an answer; block it, as a whole");
    }
}
