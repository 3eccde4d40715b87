package io.vectrail.load.chaos;

import io.vectrail.load.chaos.Findings.Wrong;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Holds what Kafka has of one round against the rows of the archive. Pure: no platform, no clock. */
final class ArchiveCheck {

    private static final int NOTHING = 0;

    private final Findings findings = new Findings();
    private final Evidence evidence;
    private final Map<UUID, Recorded> records = new HashMap<>();

    private ArchiveCheck(Evidence evidence) {
        this.evidence = evidence;
    }

    static Findings of(Evidence evidence) {
        ArchiveCheck check = new ArchiveCheck(evidence);
        evidence.recorded().forEach(one -> check.records.put(one.id(), one));
        check.exchanges();
        check.parts();
        check.inputs();
        return check.findings;
    }

    private void exchanges() {
        Set<UUID> there = new HashSet<>();
        for (Stored.Exchange row : evidence.exchanges()) {
            Recorded record = records.get(row.id());
            if (!there.add(row.id())) {
                findings.add(Wrong.DUPLICATED, "exchange " + row.id() + " has two rows in the archive");
            } else if (record == null) {
                findings.add(Wrong.ASTRAY, "exchange " + row.id() + " is in the archive and not in Kafka");
            } else if (!same(row, record)) {
                findings.add(Wrong.CHANGED, "the archive's row of " + row.id() + " says other than its record: " + row);
            }
        }
        for (Recorded record : evidence.recorded()) {
            if (!there.contains(record.id())) {
                findings.add(
                        Wrong.LOST,
                        Ask.name(record.key()) + ", exchange " + record.id() + " at " + record.place()
                                + ", is not in the archive");
            }
        }
    }

    private static boolean same(Stored.Exchange row, Recorded record) {
        return row.place().equals(record.place())
                && row.sequence() == record.sequence()
                && row.outcome().equals(record.outcome())
                && row.status() == record.status()
                && row.refusal().equals(record.refusal())
                && row.requestSha().equals(hex(record.request().claimed()))
                && row.responseSha().equals(hex(record.response().claimed()));
    }

    private static String hex(@Nullable Sha sha) {
        return sha == null ? "" : sha.toString();
    }

    private record PartKey(UUID exchange, boolean request, int index) {}

    private void parts() {
        Map<PartKey, Sha> expected = new HashMap<>();
        for (Chunk chunk : evidence.chunks()) {
            expected.put(new PartKey(chunk.exchange(), chunk.request(), chunk.index()), chunk.bytes());
        }
        for (Recorded record : evidence.recorded()) {
            inline(expected, record, true, record.request());
            inline(expected, record, false, record.response());
        }
        Set<PartKey> there = new HashSet<>();
        for (Stored.Part row : evidence.parts()) {
            PartKey key = new PartKey(row.exchange(), row.request(), row.index());
            if (!there.add(key)) {
                findings.add(Wrong.DUPLICATED, key + " has two rows in the archive");
            } else if (!expected.containsKey(key)) {
                findings.add(Wrong.ASTRAY, key + " is in the archive and not in Kafka");
            } else if (!row.bytes().equals(expected.get(key))) {
                findings.add(Wrong.CHANGED, key + " has other bytes in the archive than in Kafka");
            }
        }
        expected.keySet().stream()
                .filter(key -> !there.contains(key))
                .forEach(key -> findings.add(Wrong.LOST, key + " is not in the archive"));
    }

    private static void inline(Map<PartKey, Sha> expected, Recorded record, boolean request, Recorded.Body body) {
        if (body.parts() == 1 && body.bytes() != null) {
            expected.putIfAbsent(new PartKey(record.id(), request, 0), body.bytes());
        }
    }

    private void inputs() {
        Map<UUID, Set<Integer>> there = new HashMap<>();
        for (Stored.Input row : evidence.inputs()) {
            Recorded record = records.get(row.exchange());
            if (record == null) {
                findings.add(Wrong.ASTRAY, "a text of exchange " + row.exchange() + ", which is not in Kafka");
            } else if (!there.computeIfAbsent(row.exchange(), fresh -> new HashSet<>())
                    .add(row.index())) {
                findings.add(
                        Wrong.DUPLICATED, "text " + row.index() + " of exchange " + row.exchange() + " has two rows");
            } else {
                input(row, record);
            }
        }
        for (Recorded record : evidence.recorded()) {
            int expected = textsInArchive(evidence.seed(), record);
            int found = there.getOrDefault(record.id(), Set.of()).size();
            if (found != expected) {
                findings.add(
                        found < expected ? Wrong.LOST : Wrong.ASTRAY,
                        "exchange " + record.id() + " has " + found + " texts in the archive, not " + expected);
            }
        }
    }

    /** Of a route that nobody knows the archive cannot tell the texts, and of an unread body there are none. */
    static int textsInArchive(long seed, Recorded record) {
        Ask ask = Ask.of(seed, record.key());
        boolean readable = record.request().bytes() != null && ask.kind() != Kind.UNKNOWN_ROUTE;
        return readable ? ask.texts().size() : NOTHING;
    }

    private void input(Stored.Input row, Recorded record) {
        Ask ask = Ask.of(evidence.seed(), record.key());
        List<String> texts = ask.texts();
        if (row.index() >= texts.size()) {
            findings.add(Wrong.ASTRAY, "exchange " + row.exchange() + " has no text " + row.index());
            return;
        }
        String text = texts.get(row.index());
        boolean answered = record.response().bytes() != null && record.status() == 200;
        float[] vector = answered ? Ask.vector(text, ask.dimensions()) : new float[0];
        long sum = 0;
        for (float value : vector) {
            sum += Float.floatToRawIntBits(value) & 0xFFFFFFFFL;
        }
        if (!row.text().equals(Sha.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                || row.dimensions() != vector.length
                || row.sum() != sum) {
            findings.add(Wrong.CHANGED, "text or vector " + row.index() + " of exchange " + row.exchange());
        }
    }
}
