package io.vectrail.policy.cases;

import io.vectrail.event.Decision;
import io.vectrail.policy.rule.Facts;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What rules shall make of some texts.
 *
 * @param name how the result calls it
 * @param caller who sends them; alice of no group where it is left out
 * @param connection by which; openai where it is left out
 * @param model that they ask for; text-embedding-3-small where it is left out
 * @param at when, such as 2026-11-25T10:00:00Z; noon of 1 January 2026 where it is left out
 * @param text what they send; either this or texts
 * @param texts several inputs of one request
 * @param expect what shall become of it
 */
record PolicyCase(
        String name,
        @Nullable Sender caller,
        @Nullable String connection,
        @Nullable String model,
        @Nullable String at,
        @Nullable String text,
        @Nullable List<String> texts,
        Expected expect) {

    private static final String NOON = "2026-01-01T12:00:00Z";

    PolicyCase {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("each case needs a name");
        }
        if ((text == null) == (texts == null || texts.isEmpty())) {
            throw new IllegalArgumentException("case " + name + " needs either text or texts");
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

    /** Who sends it. */
    record Sender(
            @Nullable String subject,
            @Nullable List<String> groups,
            @Nullable String address,
            @Nullable Map<String, List<String>> headers) {}

    /**
     * What shall become of it.
     *
     * @param decision allow, mask, redact or block
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
            if (decision == null || !List.of("allow", "mask", "redact", "block").contains(decision)) {
                throw new IllegalArgumentException("expect.decision must be allow, mask, redact or block");
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
                header -> headers.getOrDefault(header, List.of()));
    }
}
