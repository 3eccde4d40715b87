package io.vectrail.policy.rule;

import io.vectrail.provider.Vector;
import io.vectrail.runtime.config.ByteSize;
import io.vectrail.runtime.config.Names;
import io.vectrail.runtime.config.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it stands in the document. It may be wrong in several places; all are told by {@link #rule}.
 *
 * @param match which requests it concerns; all where it is left out
 * @param detect types, by name or as {@code { type, threshold }}
 * @param deny words and patterns of its own
 * @param when a condition in CEL that must hold of an input
 * @param action block, approve, mask, redact-vector or limit
 * @param perItem of a block: only the inputs that have it are withheld
 * @param style of a mask: type, hash or partial; type where it is left out
 * @param text of a mask: what stands in a value's place
 * @param keep of a redaction: a range of components, such as "0..255"; the others are set to 0
 * @param zero of a redaction: ranges of components that are set to 0
 * @param truncate of a redaction: how many components are kept, 1 to 65536
 * @param renormalise of one that truncates: whether the rest is scaled to the length 1
 * @param noise of a redaction: the standard deviation of what is added to each component, above 0 to 1000
 * @param quantise of a redaction: to how many bits each component is rounded, 1 to 8
 * @param withhold of a redaction: nothing is released
 * @param bytes of a limit: how many a request's body may have, such as 64KiB
 * @param inputs of a limit: how many a request may have
 * @param tokens of a limit: how many a request's inputs may have together
 * @param requestsPerMinute of a limit: how many requests pass in each minute
 * @param vectorsPerDay of a limit: for how many inputs vectors are made in each day of UTC
 * @param per of a limit over time: caller, as where it is left out, or group
 * @param approvers of an approval: who must consent; anybody with the role approver where it is left out
 * @param hold of an approval: how long the caller's connection waits; 2m where it is left out
 * @param expire of an approval: how long it can be decided on; 24h where it is left out
 * @param grant of an approval: how long the caller may repeat the request afterwards; the request alone where it is left out
 * @param sameText of a grant: whether it is for the same text alone
 * @param shadow evaluated and recorded, never enforced
 * @param onError what happens where it cannot be evaluated: block, as where it is left out, or allow
 */
public record WrittenRule(
        String name,
        Match.@Nullable Written match,
        @Nullable List<Wanted> detect,
        @Nullable Deny deny,
        @Nullable String when,
        @Nullable String action,
        @Nullable Boolean perItem,
        @Nullable String style,
        @Nullable String text,
        @Nullable String keep,
        @Nullable List<String> zero,
        @Nullable Integer truncate,
        @Nullable Boolean renormalise,
        @Nullable Double noise,
        @Nullable Integer quantise,
        @Nullable Boolean withhold,
        @Nullable ByteSize bytes,
        @Nullable Long inputs,
        @Nullable Long tokens,
        @Nullable Long requestsPerMinute,
        @Nullable Long vectorsPerDay,
        @Nullable String per,
        @Nullable WrittenApprovers approvers,
        @Nullable Duration hold,
        @Nullable Duration expire,
        @Nullable Duration grant,
        @Nullable Boolean sameText,
        @Nullable Boolean shadow,
        @Nullable String onError) {

    private static final String BLOCK = "block";
    private static final String MASK = "mask";
    private static final String REDACT = "redact-vector";
    private static final String LIMIT = "limit";
    private static final String APPROVE = "approve";
    private static final List<String> ACTIONS = List.of(BLOCK, APPROVE, MASK, REDACT, LIMIT);

    private static final int MOST_TEXT = 200;
    private static final int MOST_RANGES = 1000;
    private static final int MOST_BITS = 8;
    private static final double MOST_NOISE = 1000;

    /**
     * The rule.
     *
     * @param key of masks that are hashes; null where the operator gave none
     * @param problems at its place: where it is noted what does not validate
     * @return null when something does not
     */
    @Nullable
    Rule rule(@Nullable MaskKey key, Problems problems) {
        problems.at("name").attempt(() -> Names.check("a policy's name", name));
        checkKeys(problems);
        Match itsMatch = match == null ? Match.ALL : match.match(problems.at("match"));
        List<Wanted> itsDetect = detect == null ? List.of() : detect;
        for (int i = 0; i < itsDetect.size(); i++) {
            itsDetect.get(i).check(problems.at("detect").at(i));
        }
        Deny itsDeny = deny == null ? Deny.NOTHING : deny;
        itsDeny.check(problems.at("deny"));
        When condition = when == null ? null : problems.at("when").take(() -> When.of(when));
        Action itsAction = itsAction(key, problems);
        return itsAction == null || !problems.isEmpty()
                ? null
                : new Rule(
                        name,
                        itsMatch,
                        itsDetect,
                        itsDeny,
                        condition,
                        itsAction,
                        Boolean.TRUE.equals(shadow),
                        "allow".equals(onError),
                        Fingerprint.of(this));
    }

    /** What of it goes with what. */
    private void checkKeys(Problems problems) {
        problems.at("onError")
                .check(onError == null || onError.equals("block") || onError.equals("allow"), "must be block or allow");
        boolean looks = (detect != null && !detect.isEmpty()) || (deny != null && !deny.isEmpty());
        problems.check(
                looks || !MASK.equals(action), "masks nothing; detect lists types, and deny lists words and patterns");
        problems.check(
                !looks || !LIMIT.equals(action),
                "a limit counts and looks for nothing; detect and deny belong to another policy, or to when");
        problems.check(
                looks || when != null || !BLOCK.equals(action),
                "looks for nothing; detect lists types, deny lists words and patterns, and when asks");
        belongs("perItem", perItem, BLOCK, problems);
        belongs("style", style, MASK, problems);
        belongs("text", text, MASK, problems);
        belongs("keep", keep, REDACT, problems);
        belongs("zero", zero, REDACT, problems);
        belongs("truncate", truncate, REDACT, problems);
        belongs("renormalise", renormalise, REDACT, problems);
        belongs("noise", noise, REDACT, problems);
        belongs("quantise", quantise, REDACT, problems);
        belongs("withhold", withhold, REDACT, problems);
        belongs("bytes", bytes, LIMIT, problems);
        belongs("inputs", inputs, LIMIT, problems);
        belongs("tokens", tokens, LIMIT, problems);
        belongs("requestsPerMinute", requestsPerMinute, LIMIT, problems);
        belongs("vectorsPerDay", vectorsPerDay, LIMIT, problems);
        belongs("per", per, LIMIT, problems);
        belongs("approvers", approvers, APPROVE, problems);
        belongs("hold", hold, APPROVE, problems);
        belongs("expire", expire, APPROVE, problems);
        belongs("grant", grant, APPROVE, problems);
        belongs("sameText", sameText, APPROVE, problems);
    }

    private void belongs(String key, @Nullable Object value, String to, Problems problems) {
        problems.at(key)
                .check(
                        value == null || action == null || to.equals(action) || !ACTIONS.contains(action),
                        "belongs to action: " + to);
    }

    /** Whether it replaces values. */
    boolean masks() {
        return MASK.equals(action);
    }

    /** Whether it refuses requests and answers, and not some of their inputs. */
    boolean blocksWhole() {
        return BLOCK.equals(action) && !Boolean.TRUE.equals(perItem);
    }

    private @Nullable Action itsAction(@Nullable MaskKey key, Problems problems) {
        return switch (action == null ? "" : action) {
            case BLOCK -> new Action.Block(Boolean.TRUE.equals(perItem));
            case APPROVE -> new WrittenApproval(approvers, hold, expire, grant, sameText).approve(problems);
            case MASK -> new Action.Mask(itsStyle(key, problems));
            case REDACT -> new Action.RedactVector(redactions(problems));
            case LIMIT -> {
                boolean grouped = match != null && match.groups() != null;
                yield new WrittenLimit(bytes, inputs, tokens, requestsPerMinute, vectorsPerDay, per, grouped)
                        .limit(problems);
            }
            default -> {
                problems.at("action").add("must be one of " + String.join(", ", ACTIONS));
                yield null;
            }
        };
    }

    private MaskStyle itsStyle(@Nullable MaskKey key, Problems problems) {
        if (text != null) {
            problems.at("style").check(style == null, "either style or text says what stands in a value's place");
            problems.at("text")
                    .check(
                            text.length() <= MOST_TEXT && Deny.isWellFormed(text),
                            "has at most " + MOST_TEXT + " characters, of well-formed Unicode");
            return new MaskStyle.Fixed(text);
        }
        Problems here = problems.at("style");
        switch (style == null ? "type" : style.toLowerCase(Locale.ROOT)) {
            case "type" -> {
                return new MaskStyle.ByType();
            }
            case "partial" -> {
                return new MaskStyle.Partial();
            }
            case "hash" -> {
                if (key != null) {
                    return new MaskStyle.ByHash(key);
                }
                here.add("hash needs a key; the operator sets masking.key in the edge's configuration");
            }
            default -> here.add("must be type, hash or partial; or say text");
        }
        return new MaskStyle.ByType();
    }

    private List<Redaction> zeros(Problems problems) {
        List<Redaction> zeros = new ArrayList<>();
        if (keep != null) {
            Redaction.Span span = problems.at("keep").take(() -> Redaction.Span.of(keep));
            zeros.add(new Redaction.Zero(span == null ? List.of() : List.of(span), true));
        }
        if (zero != null) {
            Problems here = problems.at("zero");
            here.check(!zero.isEmpty() && zero.size() <= MOST_RANGES, "lists 1 to " + MOST_RANGES + " ranges");
            zeros.add(new Redaction.Zero(here.each(zero, Redaction.Span::of), false));
        }
        return zeros;
    }

    /** In the order in which they are applied. */
    private List<Redaction> redactions(Problems problems) {
        List<Redaction> redactions = new ArrayList<>();
        if (Boolean.TRUE.equals(withhold)) {
            redactions.add(new Redaction.Withhold());
        }
        redactions.addAll(zeros(problems));
        if (noise != null) {
            problems.at("noise")
                    .check(
                            noise > 0 && noise <= MOST_NOISE,
                            "is a standard deviation, above 0 and at most " + (int) MOST_NOISE);
            redactions.add(new Redaction.Noise(noise));
        }
        if (truncate != null) {
            problems.at("truncate")
                    .check(
                            truncate >= 1 && truncate <= Vector.MOST_DIMENSIONS,
                            "keeps at least 1 and at most " + Vector.MOST_DIMENSIONS);
            redactions.add(new Redaction.Truncate(truncate, Boolean.TRUE.equals(renormalise)));
        }
        problems.at("renormalise").check(renormalise == null || truncate != null, "belongs to truncate");
        if (quantise != null) {
            problems.at("quantise")
                    .check(quantise >= 1 && quantise <= MOST_BITS, "must be 1 to " + MOST_BITS + " bits");
            redactions.add(new Redaction.Quantise(quantise));
        }
        problems.check(!redactions.isEmpty(), "redact-vector needs keep, zero, truncate, noise, quantise or withhold");
        problems.at("withhold")
                .check(
                        redactions.size() <= 1 || !Boolean.TRUE.equals(withhold),
                        "of a withheld vector nothing else is left to say");
        return redactions;
    }
}
