package io.vectrail.load.chaos;

import io.vectrail.load.chaos.Findings.Wrong;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Holds what clients and upstream saw in one round against what Kafka has. Pure: no platform, no clock. */
final class RecordCheck {

    private static final Set<String> UPSTREAM_FAILURES =
            Set.of("upstream_unreachable", "upstream_timeout", "upstream_unreadable");

    private final Findings findings = new Findings();
    private final Evidence evidence;
    private final Set<Long> waitedFor;
    private final Map<Long, Recorded> byKey = new HashMap<>();
    private final Map<Long, Told> told = new HashMap<>();
    private final Map<Long, Seen> seen = new HashMap<>();
    private int late;

    private RecordCheck(Evidence evidence, Set<Long> waitedFor) {
        this.evidence = evidence;
        this.waitedFor = waitedFor;
    }

    /**
     * What came of it.
     *
     * @param end of the chain after this round
     * @param unrecorded keys that nothing must have been recorded of; it may still come
     * @param toleratedCompleted answers of 503 whose record says that they were completed
     */
    record Result(Findings findings, ChainEnd end, Set<Long> unrecorded, int interrupted, int toleratedCompleted) {}

    /** {@code waitedFor} are the unrecorded keys of former rounds. */
    static Result of(Evidence evidence, ChainEnd before, Set<Long> waitedFor) {
        RecordCheck check = new RecordCheck(evidence, waitedFor);
        evidence.told().forEach(one -> check.told.put(one.key(), one));
        evidence.seen().forEach(one -> check.seen.put(one.key(), one));
        check.uniqueness();
        check.presence();
        evidence.recorded().forEach(check::fidelity);
        check.order();
        ChainEnd end = check.chain(before);
        check.orphans();
        Set<Long> unrecorded = new HashSet<>(waitedFor);
        unrecorded.addAll(check.told.keySet());
        unrecorded.removeAll(check.byKey.keySet());
        int interrupted = (int) evidence.recorded().stream()
                .filter(one -> one.outcome().equals("INTERRUPTED"))
                .count();
        return new Result(check.findings, end, unrecorded, interrupted, check.late);
    }

    /** True when nothing must be recorded any more that is not. */
    static boolean complete(Evidence evidence, Set<Long> recorded) {
        return evidence.seen().stream().allMatch(one -> recorded.contains(one.key()))
                && evidence.told().stream().allMatch(one -> recorded.contains(one.key()) || !mustBeRecorded(one));
    }

    private static boolean mustBeRecorded(Told one) {
        return one.fate() == Fate.ANSWERED && one.exchange() != null && !one.unrecorded();
    }

    private void uniqueness() {
        Set<UUID> ids = new HashSet<>();
        for (Recorded one : evidence.recorded()) {
            if (!ids.add(one.id())) {
                findings.add(Wrong.DUPLICATED, "exchange " + one.id() + " is recorded twice");
            }
            boolean ours = told.containsKey(one.key()) || seen.containsKey(one.key()) || waitedFor.contains(one.key());
            if (!ours) {
                findings.add(
                        Wrong.DUPLICATED,
                        "exchange " + one.id() + " at " + one.place() + " belongs to no request of this round: "
                                + Ask.name(one.key()));
            } else if (byKey.put(one.key(), one) != null) {
                findings.add(Wrong.DUPLICATED, Ask.name(one.key()) + " is in two exchanges");
            }
        }
    }

    private void presence() {
        for (Seen one : evidence.seen()) {
            if (!byKey.containsKey(one.key())) {
                findings.add(Wrong.LOST, Ask.name(one.key()) + " reached the upstream and is not in Kafka");
            }
        }
        for (Told one : evidence.told()) {
            Recorded record = byKey.get(one.key());
            if (one.fate() == Fate.ANSWERED && one.exchange() == null) {
                findings.add(
                        Wrong.MISTOLD, Ask.name(one.key()) + " was answered " + one.status() + " without an exchange");
            } else if (record == null && mustBeRecorded(one)) {
                findings.add(
                        Wrong.LOST,
                        Ask.name(one.key()) + " was answered " + one.status() + " as exchange " + one.exchange()
                                + " and is not in Kafka");
            } else if (record != null && one.exchange() != null && !record.id().equals(one.exchange())) {
                findings.add(
                        Wrong.MISTOLD,
                        Ask.name(one.key()) + " was answered as " + one.exchange() + " and is recorded as "
                                + record.id());
            }
        }
    }

    private void fidelity(Recorded record) {
        String name = Ask.name(record.key()) + " (exchange " + record.id() + ")";
        same(name + ", request", record.request().claimed(), record.request().bytes());
        same(name + ", response", record.response().claimed(), record.response().bytes());
        Seen upstream = seen.get(record.key());
        if (upstream != null) {
            if (!upstream.request().equals(record.request().bytes())) {
                findings.add(Wrong.CHANGED, name + ": the upstream got another request than is recorded");
            }
            if (!upstream.request()
                    .equals(Sha.of(Ask.of(evidence.seed(), record.key()).body()))) {
                findings.add(Wrong.CHANGED, name + ": the upstream got another request than was sent");
            }
            if (Ask.of(evidence.seed(), record.key()).kind().refused()) {
                findings.add(Wrong.MISTOLD, name + " had to be refused and reached the upstream");
            }
            if (record.response().bytes() != null && !record.response().bytes().equals(upstream.answer())) {
                findings.add(Wrong.CHANGED, name + ": another response is recorded than the upstream sent");
            }
        }
        Told client = told.get(record.key());
        if (client != null && client.fate() == Fate.ANSWERED) {
            answered(name, client, record);
        }
    }

    private void answered(String name, Told client, Recorded record) {
        if (client.unrecorded()) {
            late += record.outcome().equals("COMPLETED") ? 1 : 0;
            return;
        }
        if (client.status() != record.status() || !client.code().equals(record.refusal())) {
            findings.add(
                    Wrong.MISTOLD,
                    name + " was answered " + client.status() + " " + client.code() + ", and the record says "
                            + record.status() + " " + record.refusal() + " " + record.outcome());
        }
        String expected = client.code().isEmpty()
                ? "COMPLETED"
                : UPSTREAM_FAILURES.contains(client.code()) ? "UPSTREAM_FAILED" : "REFUSED";
        if (!record.outcome().equals(expected)) {
            findings.add(
                    Wrong.MISTOLD,
                    name + " was answered " + client.status() + " and its outcome is " + record.outcome());
        }
        if (client.code().isEmpty()
                && !java.util.Objects.equals(client.body(), record.response().bytes())) {
            findings.add(Wrong.CHANGED, name + ": the client got another response than is recorded");
        }
    }

    private void same(String what, @Nullable Sha claimed, @Nullable Sha bytes) {
        if (claimed != null && bytes == null) {
            findings.add(Wrong.LOST, what + ": its bytes are not whole in Kafka");
        } else if (claimed != null && !claimed.equals(bytes)) {
            findings.add(Wrong.CHANGED, what + ": its bytes do not fit the record's SHA-256");
        }
    }

    /** A sequential caller sends the next when it has an answer, or its connection broke: those numbers never fall. */
    private void order() {
        Map<String, List<Recorded>> bySubject = new HashMap<>();
        for (Recorded one : byKey.values()) {
            Told client = told.get(one.key());
            if (client != null && client.fate() != Fate.HUNG_UP && Callers.sequential(Ask.caller(one.key()))) {
                bySubject
                        .computeIfAbsent(one.subject(), fresh -> new ArrayList<>())
                        .add(one);
            }
        }
        for (List<Recorded> records : bySubject.values()) {
            records.sort(Comparator.<Recorded>comparingInt(one -> one.place().partition())
                    .thenComparingLong(one -> one.place().offset()));
            for (int i = 1; i < records.size(); i++) {
                Recorded former = records.get(i - 1);
                Recorded latter = records.get(i);
                if (Ask.number(latter.key()) < Ask.number(former.key())) {
                    findings.add(
                            Wrong.REORDERED,
                            Ask.name(latter.key()) + " (" + latter.outcome() + ") comes after " + Ask.name(former.key())
                                    + " (" + former.outcome() + ")");
                }
            }
        }
    }

    private ChainEnd chain(ChainEnd before) {
        List<Recorded> links = new ArrayList<>(evidence.recorded());
        links.sort(Comparator.comparingLong(Recorded::sequence));
        ChainEnd end = before;
        for (Recorded link : links) {
            if (!end.epoch().isEmpty() && !link.epoch().equals(end.epoch())) {
                findings.add(Wrong.BROKEN, "a new epoch begins at exchange " + link.id());
            } else if (link.sequence() <= end.sequence()) {
                findings.add(Wrong.DUPLICATED, "sequence " + link.sequence() + " stands twice in the chain");
            } else if (link.sequence() != end.sequence() + 1) {
                findings.add(Wrong.BROKEN, "the chain goes from " + end.sequence() + " to " + link.sequence());
            } else if (!java.util.Objects.equals(link.previous(), end.hash())) {
                findings.add(
                        Wrong.BROKEN, "sequence " + link.sequence() + " does not carry the hash of the one before");
            }
            end = new ChainEnd(link.epoch(), link.sequence(), link.hash());
        }
        return end;
    }

    private void orphans() {
        Set<UUID> ids = new HashSet<>();
        evidence.recorded().forEach(one -> ids.add(one.id()));
        Set<Chunk> parts = new HashSet<>();
        for (Chunk chunk : evidence.chunks()) {
            if (!ids.contains(chunk.exchange())) {
                findings.add(
                        Wrong.ASTRAY, "a part of a body of exchange " + chunk.exchange() + ", which is not in Kafka");
            }
            if (!parts.add(chunk)) {
                findings.add(Wrong.DUPLICATED, "part " + chunk.index() + " of a body of exchange " + chunk.exchange());
            }
        }
    }
}
