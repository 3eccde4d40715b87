package io.vectrail.policy.cases;

import io.vectrail.event.Decision;
import io.vectrail.policy.rule.Facts;
import io.vectrail.policy.rule.Risk;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What rules shall make of some texts.
 *
 * @param name how the result calls it
 * @param caller who sends them; alice of no group where it is left out
 * @param connection by which; openai where it is left out
 * @param model that they ask for; text-embedding-3-small where it is left out
 * @param at when, such as 2026-11-25T10:00:00Z; noon of 1 January 2026 where it is left out
 * @param risk how risky its caller is; not at all where it is left out
 * @param text what they send; either this or texts
 * @param texts several inputs of one request
 * @param found what the document's analyzers would find; nothing where it is left out
 * @param analyzersFail whether they do not answer
 * @param expect what shall become of it
 */
record PolicyCase(
        String name,
        @Nullable Sender caller,
        @Nullable String connection,
        @Nullable String model,
        @Nullable String at,
        @Nullable CallersRisk risk,
        @Nullable String text,
        @Nullable List<String> texts,
        @Nullable List<Find> found,
        @Nullable Boolean analyzersFail,
        Expected expect) {

    private static final String NOON = "2026-01-01T12:00:00Z";

    PolicyCase {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("each case needs a name");
        }
        if ((text == null) == (texts == null || texts.isEmpty())) {
            throw new IllegalArgumentException("case " + name + " needs either text or texts");
        }
        for (Find find : found == null ? List.<Find>of() : found) {
            if (Stream.concat(Stream.ofNullable(text), texts == null ? Stream.of() : texts.stream())
                    .noneMatch(each -> each.contains(find.text()))) {
                throw new IllegalArgumentException(
                        "case " + name + ": found has a text that stands in none of the case's own");
            }
        }
        if (expect == null) {
            throw new IllegalArgumentException("case " + name + " needs expect, with a decision at least");
        }
        try {
            Instant.parse(at == null ? NOON : at);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("case " + name + ": at is such as " + NOON);
        }
    }

    /**
     * Something that an analyzer would find, wherever it stands.
     *
     * @param type such as PERSON
     * @param text the value
     * @param score how sure that is, above 0 to 1; 0.85 where it is left out, as Presidio says of what a language model finds
     */
    record Find(String type, String text, @Nullable Double score) {

        private static final double SCORE = 0.85;

        Find {
            if (type == null || type.isBlank() || text == null || text.isEmpty()) {
                throw new IllegalArgumentException(
                        "found lists { type, text }, such as { type: PERSON, text: Jo Smith }");
            }
            if (score != null && !(score > 0 && score <= 1)) {
                throw new IllegalArgumentException("found: score must be above 0 and at most 1");
            }
        }

        double itsScore() {
            return score == null ? SCORE : score;
        }
    }

    /**
     * How risky its caller is.
     *
     * @param score 0 to 100
     * @param level low, medium, high, critical or unknown; as a document has it that says nothing of levels, where it is left out
     */
    record CallersRisk(@Nullable Double score, @Nullable String level) {

        private static final List<String> LEVELS = List.of("low", "medium", "high", "critical", "unknown");

        CallersRisk {
            if (score == null || !(score >= 0 && score <= 100)) {
                throw new IllegalArgumentException("risk has a score of 0 to 100, such as { score: 82, level: high }");
            }
            if (level != null && !LEVELS.contains(level)) {
                throw new IllegalArgumentException("risk.level must be low, medium, high, critical or unknown");
            }
        }

        Risk itsRisk() {
            double given = score == null ? 0 : score;
            return new Risk(given, level == null ? levelOf(given) : level);
        }

        private static String levelOf(double score) {
            if (score >= 85) {
                return "critical";
            }
            if (score >= 65) {
                return "high";
            }
            return score >= 40 ? "medium" : "low";
        }
    }

    /** Who sends it. */
    record Sender(
            @Nullable String subject,
            @Nullable List<String> groups,
            @Nullable String address,
            @Nullable Map<String, List<String>> headers) {}

    /**
     * What shall become of it.
     *
     * @param decision allow, mask, redact, approve or block
     * @param text what goes on in the text's place; not looked at where it is left out
     * @param texts the same of several inputs
     * @param rules the rules that match, in any order, those in shadow with (shadow) behind; not looked at where they are left out
     * @param withheld the inputs that stay behind; not looked at where they are left out
     */
    record Expected(
            String decision,
            @Nullable String text,
            @Nullable List<String> texts,
            @Nullable List<String> rules,
            @Nullable List<Integer> withheld) {

        Expected {
            if (decision == null
                    || !List.of("allow", "mask", "redact", "approve", "block").contains(decision)) {
                throw new IllegalArgumentException("expect.decision must be allow, mask, redact, approve or block");
            }
        }

        Decision itsDecision() {
            return Decision.valueOf(decision.toUpperCase(Locale.ROOT));
        }

        @Nullable
        List<String> itsTexts() {
            return text == null ? texts : List.of(text);
        }
    }

    List<Find> itsFound() {
        return found == null ? List.of() : found;
    }

    List<String> itsTexts() {
        return text == null ? (texts == null ? List.of() : texts) : List.of(text);
    }

    String itsModel() {
        return model == null ? "text-embedding-3-small" : model;
    }

    /** @param bytes of the body that they come in */
    Facts facts(long bytes) {
        Sender sender = caller == null ? new Sender(null, null, null, null) : caller;
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(sender.headers == null ? Map.of() : sender.headers);
        return new Facts(
                sender.subject == null ? "alice" : sender.subject,
                sender.groups == null ? List.of() : sender.groups,
                "",
                sender.address == null ? "127.0.0.1" : sender.address,
                connection == null ? "openai" : connection,
                "openai",
                "embeddings",
                itsModel(),
                bytes,
                Instant.parse(at == null ? NOON : at),
                risk == null ? Risk.NONE : risk.itsRisk(),
                header -> headers.getOrDefault(header, List.of()));
    }
}
