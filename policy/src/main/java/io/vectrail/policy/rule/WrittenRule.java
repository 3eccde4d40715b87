package io.vectrail.policy.rule;

import io.vectrail.provider.Vector;
import io.vectrail.runtime.config.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it stands in the document.
 *
 * @param match which requests it concerns; all where it is left out
 * @param detect types, by name or as {@code { type, threshold }}
 * @param deny words and patterns of its own
 * @param when a condition in CEL that must hold of an input
 * @param action block, mask or redact-vector
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
        @Nullable Boolean shadow,
        @Nullable String onError) {

    private static final String BLOCK = "block";
    private static final String MASK = "mask";
    private static final String REDACT = "redact-vector";

    private static final int MOST_TEXT = 200;
    private static final int MOST_RANGES = 1000;
    private static final int MOST_BITS = 8;
    private static final double MOST_NOISE = 1000;

    public WrittenRule {
        Names.check("a policy's name", name);
        if (action == null || !List.of(BLOCK, MASK, REDACT).contains(action)) {
            throw wrong(name, "action must be block, mask or redact-vector in this version");
        }
        boolean looks = (detect != null && !detect.isEmpty()) || (deny != null && !deny.isEmpty());
        if (!looks && action.equals(MASK)) {
            throw wrong(name, "masks nothing; detect lists types, and deny lists words and patterns");
        }
        if (!looks && when == null && !action.equals(REDACT)) {
            throw wrong(name, "looks for nothing; detect lists types, deny lists words and patterns, and when asks");
        }
        if (onError != null && !onError.equals("block") && !onError.equals("allow")) {
            throw wrong(name, "onError must be block or allow");
        }
        belongs(name, "perItem", perItem, BLOCK, action);
        belongs(name, "style", style, MASK, action);
        belongs(name, "text", text, MASK, action);
        belongs(name, "keep", keep, REDACT, action);
        belongs(name, "zero", zero, REDACT, action);
        belongs(name, "truncate", truncate, REDACT, action);
        belongs(name, "renormalise", renormalise, REDACT, action);
        belongs(name, "noise", noise, REDACT, action);
        belongs(name, "quantise", quantise, REDACT, action);
        belongs(name, "withhold", withhold, REDACT, action);
        if (style != null && text != null) {
            throw wrong(name, "either style or text says what stands in a value's place");
        }
        if (text != null && (text.length() > MOST_TEXT || !Deny.isWellFormed(text))) {
            throw wrong(name, "text has at most " + MOST_TEXT + " characters, of well-formed Unicode");
        }
    }

    private static void belongs(String name, String key, @Nullable Object value, String to, String action) {
        if (value != null && !action.equals(to)) {
            throw wrong(name, key + " belongs to action: " + to);
        }
    }

    private static IllegalArgumentException wrong(String name, String reason) {
        return new IllegalArgumentException("policy " + name + ": " + reason);
    }

    /**
     * The rule.
     *
     * @param key of masks that are hashes; null where the operator gave none
     * @throws IllegalArgumentException when it does not validate
     */
    Rule rule(@Nullable MaskKey key) {
        return new Rule(
                name,
                match == null ? Match.ALL : match.match(),
                detect == null ? List.of() : detect,
                deny == null ? Deny.NOTHING : deny,
                when == null ? null : condition(when),
                itsAction(key),
                Boolean.TRUE.equals(shadow),
                "allow".equals(onError));
    }

    private When condition(String expression) {
        try {
            return When.of(expression);
        } catch (IllegalArgumentException e) {
            throw wrong(name, String.valueOf(e.getMessage()));
        }
    }

    private Action itsAction(@Nullable MaskKey key) {
        return switch (action == null ? "" : action) {
            case BLOCK -> new Action.Block(Boolean.TRUE.equals(perItem));
            case MASK -> new Action.Mask(itsStyle(key));
            case REDACT -> new Action.RedactVector(redactions());
            default -> throw new IllegalStateException("the constructor has checked it");
        };
    }

    private MaskStyle itsStyle(@Nullable MaskKey key) {
        if (text != null) {
            return new MaskStyle.Fixed(text);
        }
        return switch (style == null ? "type" : style.toLowerCase(Locale.ROOT)) {
            case "type" -> new MaskStyle.ByType();
            case "partial" -> new MaskStyle.Partial();
            case "hash" -> {
                if (key == null) {
                    throw wrong(
                            name, "style hash needs a key; the operator sets masking.key in the edge's configuration");
                }
                yield new MaskStyle.ByHash(key);
            }
            default -> throw wrong(name, "style must be type, hash or partial, or say text");
        };
    }

    /** In the order in which they are applied. */
    private List<Redaction> redactions() {
        List<Redaction> redactions = new ArrayList<>();
        if (Boolean.TRUE.equals(withhold)) {
            redactions.add(new Redaction.Withhold());
        }
        if (keep != null) {
            redactions.add(new Redaction.Zero(List.of(span(keep)), true));
        }
        if (zero != null) {
            check(!zero.isEmpty() && zero.size() <= MOST_RANGES, "zero lists 1 to " + MOST_RANGES + " ranges");
            redactions.add(new Redaction.Zero(zero.stream().map(this::span).toList(), false));
        }
        if (noise != null) {
            check(noise > 0 && noise <= MOST_NOISE, "noise is a standard deviation, above 0 and at most " + MOST_NOISE);
            redactions.add(new Redaction.Noise(noise));
        }
        if (truncate != null) {
            check(truncate >= 1 && truncate <= Vector.MOST_DIMENSIONS, "truncate keeps at least 1");
            redactions.add(new Redaction.Truncate(truncate, Boolean.TRUE.equals(renormalise)));
        }
        check(renormalise == null || truncate != null, "renormalise belongs to truncate");
        if (quantise != null) {
            check(quantise >= 1 && quantise <= MOST_BITS, "quantise must be 1 to " + MOST_BITS + " bits");
            redactions.add(new Redaction.Quantise(quantise));
        }
        check(!redactions.isEmpty(), "redact-vector needs keep, zero, truncate, noise, quantise or withhold");
        check(
                redactions.size() == 1 || !Boolean.TRUE.equals(withhold),
                "of a withheld vector nothing else is left to say");
        return redactions;
    }

    private Redaction.Span span(String range) {
        try {
            return Redaction.Span.of(range);
        } catch (IllegalArgumentException e) {
            throw wrong(name, String.valueOf(e.getMessage()));
        }
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            throw wrong(name, otherwise);
        }
    }
}
