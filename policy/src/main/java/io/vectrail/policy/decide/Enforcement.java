package io.vectrail.policy.decide;

import io.vectrail.policy.rule.Action;
import io.vectrail.policy.rule.MaskStyle;
import io.vectrail.policy.rule.Rule;
import io.vectrail.policy.rule.Wanted;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is to be done by the rules that are in force, gathered rule by rule. The first that refuses says why. */
final class Enforcement {

    /** What stands in the place of an input that is not forwarded: every provider takes a text. */
    static final String WITHHELD = "<WITHHELD>";

    private static final MaskStyle BY_TYPE = new MaskStyle.ByType();

    /** The inputs in whose place no text can stand, since a part of them is none; by {@link Places#bit}. */
    private final BitSet unchangeable = new BitSet();

    private final Edits masks = new Edits();
    private final Edits blocks = new Edits();
    private final BitSet withheld = new BitSet();
    private final Redactions redactions = new Redactions();
    private final List<Rule> approvals = new ArrayList<>();
    private @Nullable String refusal;
    private boolean unread;

    /** @param refusal why the request is refused in any case; null where it is not */
    Enforcement(List<Passage> passages, @Nullable String refusal) {
        this.refusal = refusal;
        passages.stream()
                .filter(passage -> passage.part().text() == null)
                .forEach(passage -> unchangeable.set(Places.bit(passage.item())));
    }

    void add(RuleHit hit) {
        if (hit.error() != null) {
            if (!hit.rule().allowedOnError()) {
                unread |= hit.lacking();
                hide(hit);
                refuse("policy " + hit.rule().name() + " could not be evaluated, since " + hit.error()
                        + "; an error means denied, unless the policy says onError: allow");
            }
            return;
        }
        switch (hit.rule().action()) {
            case Action.Block block -> {
                hide(hit);
                if (block.perItem() && !hit.beside() && !unchangeable.intersects(hit.concerned())) {
                    withheld.or(hit.items());
                } else {
                    refuse(reason(hit.rule()));
                }
            }
            case Action.Approve approve -> {
                // Where it does not go on, what people were to decide about is replaced in its record.
                hide(hit);
                approvals.add(hit.rule());
            }
            case Action.RedactVector redact -> {
                // Of a request that something else refuses this, too, is replaced in its record.
                hide(hit);
                redactions.add(hit.items(), redact.redactions());
            }
            case Action.Mask mask -> mask(hit, mask.style());
            case Action.Limit limit -> refuse(hit.exceeded() == null ? reason(hit.rule()) : hit.exceeded());
        }
    }

    private void hide(RuleHit hit) {
        blocks.add(hit, BY_TYPE, finding -> {});
        refuseWhereTooLong(blocks);
    }

    private void mask(RuleHit hit, MaskStyle style) {
        masks.add(hit, style, finding -> {
            if (finding.passage().structural()) {
                refuse("policy " + hit.rule().name() + " would mask a part of "
                        + finding.passage().name()
                        + ", which says what is to be done and cannot be changed; send another value there");
            }
        });
        refuseWhereTooLong(masks);
    }

    private void refuseWhereTooLong(Edits edits) {
        if (edits.tooLong()) {
            refuse(
                    "what masks would put into this request is larger than the gateway can hold; send fewer inputs at once");
        }
    }

    /** Why the request is refused; null where it is not. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** Whether the request is refused before all was found that is to be hidden in its record. */
    boolean unread() {
        return unread;
    }

    /** The inputs that are not forwarded, where the others are. */
    NavigableSet<Integer> withheld() {
        return refusal == null
                ? withheld.stream().boxed().collect(Collectors.toCollection(TreeSet::new))
                : new TreeSet<>();
    }

    /** Whether a passage stays here with its input, if the others go. */
    boolean withholds(Passage passage) {
        return passage.item() != Passage.NO_ITEM && withheld.get(passage.item());
    }

    /** The rules for which people must consent before it goes on. */
    List<Rule> approvals() {
        return refusal == null ? approvals : List.of();
    }

    /** What is taken from the vectors of which input. */
    Redactions redactions() {
        return refusal == null ? redactions : Redactions.NONE;
    }

    /** What is to be changed in a passage's text. */
    List<Edit> edits(Passage passage) {
        if (refusal == null && withholds(passage)) {
            String text = passage.part().text();
            return List.of(new Edit(0, text == null ? 0 : text.length(), "WITHHELD", WITHHELD));
        }
        return refusal == null ? List.copyOf(masks.of(passage).values()) : masks.with(blocks, passage);
    }

    private void refuse(String reason) {
        refusal = refusal == null ? reason : refusal;
    }

    /** Why a rule refuses: what it looks for, and not what it found. */
    static String reason(Rule rule) {
        List<String> types = rule.detect().stream().map(Wanted::type).sorted().toList();
        return "policy " + rule.name() + " does not let this pass" + (types.isEmpty() ? "" : "; it looks for " + types);
    }
}
