package io.vectrail.policy.decide;

import io.vectrail.event.Detection;
import io.vectrail.event.ItemAction;
import io.vectrail.provider.Part;
import io.vectrail.provider.Rewriting;
import io.vectrail.provider.json.Replacement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the changes of a request's body, and says of each input what was found in it, by places in the changed text. */
final class RecordedVerdict {

    /** The record of a request must fit into Kafka. */
    private static final int MOST_DETECTIONS = 1000;

    private final List<Passage> passages;
    private final List<RuleHit> hits;
    private final Enforcement enforcement;
    private final IdentityHashMap<Passage, Set<Finding>> found = new IdentityHashMap<>();

    /** What is recorded by its type alone: from where, to where. */
    private final NavigableMap<Integer, Integer> hidden = new TreeMap<>();

    private final NavigableMap<Integer, Replacement> changes = new TreeMap<>();
    private final SortedMap<String, Integer> masked = new TreeMap<>();
    private final SortedMap<Integer, ItemAction> actions = new TreeMap<>();
    private final SortedMap<Integer, List<Detection>> detections = new TreeMap<>();
    private final Map<Integer, Integer> lengths = new HashMap<>();
    private int recorded;
    private @Nullable String model;

    RecordedVerdict(List<Passage> passages, List<RuleHit> hits, Enforcement enforcement) {
        this.passages = passages;
        this.hits = hits;
        this.enforcement = enforcement;
        Map<Places, BitSet> inputs = new LinkedHashMap<>();
        for (RuleHit hit : hits) {
            hit.found()
                    .forEach(places -> inputs.computeIfAbsent(places, fresh -> new BitSet())
                            .or(hit.concerned()));
        }
        inputs.forEach((places, those) -> places.each(those, this::add));
    }

    private void add(Finding finding) {
        Set<Finding> ofPassage = found.computeIfAbsent(finding.passage(), fresh -> new LinkedHashSet<>());
        if (ofPassage.size() < MOST_DETECTIONS) {
            ofPassage.add(finding);
        }
    }

    Verdict verdict() {
        int item = Passage.NO_ITEM;
        int offset = 0;
        for (Passage passage : passages) {
            offset = passage.item() == item ? offset : 0;
            item = passage.item();
            String text = passage.part().text();
            if (text == null) {
                hide(passage);
            } else {
                Edited edited = Edited.of(text, enforcement.edits(passage));
                change(passage, edited);
                record(passage, edited, offset);
                offset += edited.text().length() + 1;
                lengths.put(item, offset - 1);
            }
        }
        SortedMap<Integer, Verdict.Item> items = new TreeMap<>();
        detections.forEach((index, list) -> items.put(index, new Verdict.Item(action(index), list, length(index))));
        actions.forEach(
                (index, action) -> items.putIfAbsent(index, new Verdict.Item(action, List.of(), length(index))));
        return new Verdict(
                enforcement.refusal(),
                List.copyOf(changes.values()),
                Matched.recorded(hits.stream().map(RuleHit::matched).toList()),
                items,
                masked,
                enforcement.withheld(),
                enforcement.redactions(),
                model,
                enforcement.approvals(),
                List.of(),
                true);
    }

    private int length(int item) {
        return lengths.getOrDefault(item, 0);
    }

    private ItemAction action(int item) {
        return actions.getOrDefault(item, ItemAction.PASSED);
    }

    /** What has no text is recorded by its type alone; where the request passes, no rule in force found anything in it. */
    private void hide(Passage passage) {
        Part part = passage.part();
        enforcement.edits(passage).stream().limit(1).forEach(edit -> {
            // The same string may be a text, too: nothing of it stays.
            changes.subMap(part.start(), part.end()).clear();
            changes.put(part.start(), Replacement.string(part.start(), part.end(), edit.text()));
            hidden.put(part.start(), part.end());
        });
    }

    private boolean isHidden(Part part) {
        Map.Entry<Integer, Integer> before = hidden.floorEntry(part.start());
        return before != null && before.getValue() >= part.end();
    }

    private void change(Passage passage, Edited edited) {
        if (edited.made().isEmpty()) {
            return;
        }
        Part part = passage.part();
        if (!isHidden(part)) {
            changes.put(part.start(), Rewriting.of(part, edited.text()));
        }
        if (part instanceof Part.Text text && text.field().equals("model")) {
            model = edited.text();
        }
        boolean withheld = enforcement.withholds(passage);
        if (enforcement.refusal() == null && !withheld) {
            edited.made().forEach(made -> masked.merge(made.edit().type(), 1, Integer::sum));
        }
        if (passage.item() != Passage.NO_ITEM) {
            actions.put(passage.item(), withheld ? ItemAction.WITHHELD : ItemAction.MASKED);
        }
    }

    private void record(Passage passage, Edited edited, int offset) {
        if (passage.item() == Passage.NO_ITEM) {
            return;
        }
        List<Detection> list = new ArrayList<>();
        for (Finding finding : found.getOrDefault(passage, Set.of())) {
            if (recorded == MOST_DETECTIONS) {
                break;
            }
            recorded++;
            list.add(new Detection(
                    finding.type(),
                    offset + edited.start(finding.start()),
                    offset + edited.end(finding.end()),
                    finding.score()));
        }
        if (!list.isEmpty()) {
            detections
                    .computeIfAbsent(passage.item(), fresh -> new ArrayList<>())
                    .addAll(list);
        }
    }
}
