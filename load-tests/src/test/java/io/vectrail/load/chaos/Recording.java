package io.vectrail.load.chaos;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Evidence of a round in which all went well, for tests to spoil: two callers, a chunked body among them. */
final class Recording {

    static final long SEED = 7;

    final List<Told> told = new ArrayList<>();
    final List<Seen> seen = new ArrayList<>();
    final List<Recorded> recorded = new ArrayList<>();
    final List<Chunk> chunks = new ArrayList<>();
    final List<Stored.Exchange> exchanges = new ArrayList<>();
    final List<Stored.Part> parts = new ArrayList<>();
    final List<Stored.Input> inputs = new ArrayList<>();

    static Recording of(int requestsEach) {
        Recording made = new Recording();
        int number = 1;
        while (made.recorded.size() < 2 * requestsEach) {
            if (answered(Ask.key(0, number)) && answered(Ask.key(1, number))) {
                made.exchange(Ask.key(0, number), 0);
                made.exchange(Ask.key(1, number), 1);
            }
            number++;
        }
        return made;
    }

    private static boolean answered(long key) {
        return switch (Ask.of(SEED, key).kind()) {
            case PLAIN, FLOATS, BATCH, ERROR -> true;
            default -> false;
        };
    }

    Evidence evidence() {
        return new Evidence(SEED, told, seen, recorded, chunks, exchanges, parts, inputs);
    }

    RecordCheck.Result check() {
        return RecordCheck.of(evidence(), ChainEnd.START, java.util.Set.of());
    }

    Findings checkArchive() {
        return ArchiveCheck.of(evidence());
    }

    Recorded last() {
        return recorded.getLast();
    }

    /** Puts another record in its place, as Kafka and the chain have it. */
    void replace(int index, Recorded other) {
        recorded.set(index, other);
    }

    private void exchange(long key, int partition) {
        Ask ask = Ask.of(SEED, key);
        UUID id = new UUID(partition, key);
        Sha request = Sha.of(ask.body());
        Sha response = Sha.of(ask.answer());
        long sequence = recorded.size() + 1L;
        Sha previous = recorded.isEmpty() ? null : last().hash();
        told.add(new Told(key, ask.kind(), Fate.ANSWERED, id, ask.status(), "", response));
        seen.add(new Seen(key, request, response));
        boolean chunked = sequence == 3;
        Recorded record = new Recorded(
                key,
                id,
                Callers.subject(Ask.caller(key)),
                new Recorded.Place(partition, sequence),
                "epoch",
                sequence,
                Sha.of(("event " + sequence).getBytes(StandardCharsets.UTF_8)),
                previous,
                "COMPLETED",
                ask.status(),
                "",
                new Recorded.Body(request, request, 1),
                new Recorded.Body(response, response, chunked ? 2 : 1),
                ask.texts().size());
        recorded.add(record);
        archive(record, ask, chunked);
    }

    private void archive(Recorded record, Ask ask, boolean chunked) {
        Sha request = Sha.of(ask.body());
        Sha response = Sha.of(ask.answer());
        parts.add(new Stored.Part(record.id(), true, 0, request));
        if (chunked) {
            for (int index = 0; index < 2; index++) {
                Sha bytes = Sha.of(new byte[] {(byte) index});
                chunks.add(new Chunk(record.id(), false, index, 2, bytes));
                parts.add(new Stored.Part(record.id(), false, index, bytes));
            }
        } else {
            parts.add(new Stored.Part(record.id(), false, 0, response));
        }
        exchanges.add(new Stored.Exchange(
                record.place(),
                record.id(),
                record.sequence(),
                record.outcome(),
                record.status(),
                record.refusal(),
                request.toString(),
                response.toString()));
        for (int i = 0; i < ask.texts().size(); i++) {
            String text = ask.texts().get(i);
            float[] vector = ask.status() == 200 ? Ask.vector(text, ask.dimensions()) : new float[0];
            long sum = 0;
            for (float value : vector) {
                sum += Float.floatToRawIntBits(value) & 0xFFFFFFFFL;
            }
            inputs.add(new Stored.Input(
                    record.id(), i, Sha.of(text.getBytes(StandardCharsets.UTF_8)), vector.length, sum));
        }
    }
}
