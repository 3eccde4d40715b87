package io.vectrail.policy.rule;

import io.vectrail.runtime.config.Problems;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a rule concerns: those that fit each condition. A condition that lists nothing fits all.
 *
 * @param groups the caller is in one of them
 * @param subjects the caller is one of them
 * @param connections by name
 * @param models by name, or by its beginning and an asterisk
 * @param operations the provider's, such as embeddings
 * @param addresses the caller's
 * @param hours when it came; null: at any time
 * @param headers each has one of the values, or values that begin so before an asterisk
 */
public record Match(
        Set<String> groups,
        Set<String> subjects,
        Set<String> connections,
        List<NamePattern> models,
        Set<String> operations,
        List<AddressRange> addresses,
        @Nullable Hours hours,
        Map<String, List<NamePattern>> headers) {

    /** A token (RFC 9110, 5.6.2). */
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}");

    static final Match ALL = new Match(Set.of(), Set.of(), Set.of(), List.of(), Set.of(), List.of(), null, Map.of());

    boolean fits(Facts facts) {
        return (groups.isEmpty() || facts.groups().stream().anyMatch(groups::contains))
                && (subjects.isEmpty() || subjects.contains(facts.subject()))
                && (connections.isEmpty() || connections.contains(facts.connection()))
                && (models.isEmpty() || models.stream().anyMatch(model -> model.matches(facts.model())))
                && (operations.isEmpty() || operations.contains(facts.operation()))
                && (addresses.isEmpty() || addresses.stream().anyMatch(range -> range.contains(facts.address())))
                && (hours == null || hours.contain(facts.at()))
                && headers.entrySet().stream()
                        .allMatch(header -> facts.headers().apply(header.getKey()).stream()
                                .anyMatch(value ->
                                        header.getValue().stream().anyMatch(pattern -> pattern.matches(value))));
    }

    /** As it stands in the document. */
    public record Written(
            @Nullable List<String> groups,
            @Nullable List<String> subjects,
            @Nullable List<String> connections,
            @Nullable List<String> models,
            @Nullable List<String> operations,
            @Nullable List<String> addresses,
            Hours.@Nullable Written hours,
            @Nullable Map<String, List<String>> headers) {

        /** @param problems where it is noted what does not validate; it is left out */
        Match match(Problems problems) {
            return new Match(
                    set(groups, problems.at("groups")),
                    set(subjects, problems.at("subjects")),
                    set(connections, problems.at("connections")),
                    list(models, NamePattern::new, problems.at("models")),
                    set(operations, problems.at("operations")),
                    list(addresses, AddressRange::of, problems.at("addresses")),
                    hours == null ? null : hours.hours(problems.at("hours")),
                    headers == null ? Map.of() : patterns(headers, problems.at("headers")));
        }

        private static Set<String> set(@Nullable List<String> names, Problems problems) {
            return Set.copyOf(list(names, name -> name, problems));
        }

        private static <T> List<T> list(@Nullable List<String> texts, Function<String, T> each, Problems problems) {
            if (texts == null) {
                return List.of();
            }
            problems.check(!texts.isEmpty(), "is an empty list, which nobody fits; leave it out where all shall");
            return problems.each(texts, each);
        }

        private static Map<String, List<NamePattern>> patterns(Map<String, List<String>> headers, Problems problems) {
            problems.check(!headers.isEmpty(), "is empty; leave it out where no header counts");
            Map<String, List<NamePattern>> patterns = new TreeMap<>();
            headers.forEach((name, values) -> {
                Problems here = problems.at(name);
                here.check(HEADER.matcher(name).matches(), "is no header's name");
                patterns.put(name, list(values, NamePattern::new, here));
            });
            return patterns;
        }
    }
}
