package io.vectrail.policy.rule;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    record Written(
            @Nullable List<String> groups,
            @Nullable List<String> subjects,
            @Nullable List<String> connections,
            @Nullable List<String> models,
            @Nullable List<String> operations,
            @Nullable List<String> addresses,
            Hours.@Nullable Written hours,
            @Nullable Map<String, List<String>> headers) {

        Written {
            if (Stream.of(groups, subjects, connections, models, operations, addresses)
                    .anyMatch(list -> list != null && list.isEmpty())) {
                throw new IllegalArgumentException(
                        "match has an empty list, which nobody fits; leave its key out where all shall");
            }
            if (headers != null
                    && (headers.isEmpty()
                            || headers.entrySet().stream()
                                    .anyMatch(header ->
                                            !HEADER.matcher(header.getKey()).matches()
                                                    || header.getValue() == null
                                                    || header.getValue().isEmpty()))) {
                throw new IllegalArgumentException(
                        "match.headers has for each header's name the values that fit, at least one");
            }
        }

        Match match() {
            return new Match(
                    set(groups),
                    set(subjects),
                    set(connections),
                    list(models, NamePattern::new),
                    set(operations),
                    list(addresses, AddressRange::of),
                    hours == null ? null : hours.hours(),
                    headers == null ? Map.of() : patterns(headers));
        }

        private static Set<String> set(@Nullable List<String> names) {
            return names == null ? Set.of() : Set.copyOf(names);
        }

        private static <T> List<T> list(@Nullable List<String> texts, Function<String, T> each) {
            return texts == null ? List.of() : texts.stream().map(each).toList();
        }

        private static Map<String, List<NamePattern>> patterns(Map<String, List<String>> headers) {
            Map<String, List<NamePattern>> patterns = new TreeMap<>();
            headers.forEach((name, values) -> patterns.put(name, list(values, NamePattern::new)));
            return patterns;
        }
    }
}
