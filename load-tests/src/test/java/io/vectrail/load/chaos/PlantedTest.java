package io.vectrail.load.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.load.chaos.Findings.Wrong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The harness must be able to fail: each thing that can be wrong is planted in data that were right, found and named. */
class PlantedTest {

    private static final Sha OTHER = Sha.of(new byte[] {42});

    private final Recording data = Recording.of(20);

    @Test
    void whereAllWentWellNothingIsFound() {
        assertThat(data.check().findings().inWords()).isEmpty();
        assertThat(data.checkArchive().inWords()).isEmpty();
        assertThat(data.check().end().sequence()).isEqualTo(40);
    }

    @Test
    void aTextThatTheUpstreamSawAndKafkaHasNotIsLost() {
        data.told.removeLast();
        Recorded gone = data.recorded.removeLast();
        only(data.check().findings(), Wrong.LOST, 1, Ask.name(gone.key()) + " reached the upstream");
    }

    @Test
    void anAnswerThatKafkaHasNotIsLost() {
        data.seen.removeLast();
        Recorded gone = data.recorded.removeLast();
        only(data.check().findings(), Wrong.LOST, 1, "exchange " + gone.id());
    }

    @Test
    void aRecordInTheMiddleThatIsMissingIsLostAndBreaksTheChain() {
        data.recorded.remove(7);
        Findings found = data.check().findings();
        assertThat(found.count(Wrong.LOST)).isEqualTo(2);
        assertThat(found.count(Wrong.BROKEN)).isEqualTo(1);
    }

    @Test
    void aRecordThatIsThereTwiceIsFoundByItsIdItsKeyAndItsSequence() {
        data.recorded.add(data.last());
        assertThat(data.check().findings().count(Wrong.DUPLICATED)).isEqualTo(3);
        Recording other = Recording.of(20);
        Recorded last = other.last();
        other.recorded.add(new Recorded(
                last.key(),
                new UUID(9, 9),
                last.subject(),
                new Recorded.Place(1, 99),
                last.epoch(),
                last.sequence() + 1,
                OTHER,
                last.hash(),
                last.outcome(),
                last.status(),
                last.refusal(),
                last.request(),
                last.response(),
                last.texts()));
        Findings found = other.check().findings();
        assertThat(found.count(Wrong.DUPLICATED)).isEqualTo(1);
        assertThat(found.inWords()).anyMatch(words -> words.contains("is in two exchanges"));
    }

    @Test
    void aRecordOfAnEarlierRoundIsADuplicateUnlessItWasStillWaitedFor() {
        long earlier = data.recorded.getFirst().key();
        data.told.removeIf(one -> one.key() == earlier);
        data.seen.removeIf(one -> one.key() == earlier);
        only(data.check().findings(), Wrong.DUPLICATED, 1, "belongs to no request of this round");
        assertThat(RecordCheck.of(data.evidence(), ChainEnd.START, Set.of(earlier))
                        .findings()
                        .none())
                .isTrue();
    }

    @Test
    void twoRecordsOfACallerInTheWrongOrderAreReordered() {
        swapPlaces(10, 14);
        assertThat(data.check().findings().count(Wrong.REORDERED)).isEqualTo(2);
        assertThat(data.check().findings().count(Wrong.LOST)).isZero();
    }

    @Test
    void whoHungUpMayBeRecordedLater() {
        swapPlaces(10, 12);
        Told first = data.told.get(10);
        data.told.set(10, new Told(first.key(), first.kind(), Fate.HUNG_UP, null, 0, "", null));
        assertThat(data.check().findings().none()).isTrue();
    }

    @Test
    void aChangedHashOrEpochBreaksTheChain() {
        Recorded link = data.recorded.get(5);
        data.replace(5, chained(link, "epoch", OTHER));
        only(data.check().findings(), Wrong.BROKEN, 1, "sequence 6 does not carry the hash");
        data.replace(5, chained(link, "another", link.previous()));
        assertThat(data.check().findings().inWords()).anyMatch(words -> words.contains("a new epoch begins"));
    }

    @Test
    void bytesThatTheUpstreamOrTheClientSawOtherwiseAreChanged() {
        Seen upstream = data.seen.get(3);
        data.seen.set(3, new Seen(upstream.key(), OTHER, upstream.answer()));
        assertThat(data.check().findings().count(Wrong.CHANGED)).isEqualTo(2);
        Recording other = Recording.of(20);
        Told client = other.told.get(3);
        other.told.set(
                3, new Told(client.key(), client.kind(), client.fate(), client.exchange(), client.status(), "", OTHER));
        only(other.check().findings(), Wrong.CHANGED, 1, "the client got another response");
    }

    @Test
    void aBodyWhosePartsAreNotAllInKafkaIsLost() {
        Recorded record = data.recorded.get(4);
        data.replace(4, answered(record, new Recorded.Body(record.response().claimed(), null, 2), record.outcome()));
        assertThat(data.check().findings().inWords())
                .anyMatch(words -> words.contains("its bytes are not whole in Kafka"));
    }

    @Test
    void anOutcomeThatTheClientWasNotToldIsMistold() {
        Recorded record = data.recorded.get(4);
        data.replace(4, answered(record, record.response(), "INTERRUPTED"));
        only(data.check().findings(), Wrong.MISTOLD, 1, "its outcome is INTERRUPTED");
    }

    @Test
    void aPartOfABodyWithoutItsExchangeIsAstrayAndOneThatIsThereTwiceDoubled() {
        data.chunks.add(new Chunk(new UUID(5, 5), false, 0, 1, OTHER));
        data.chunks.add(data.chunks.getFirst());
        Findings found = data.check().findings();
        assertThat(found.count(Wrong.ASTRAY)).isEqualTo(1);
        assertThat(found.count(Wrong.DUPLICATED)).isEqualTo(1);
    }

    @Test
    void anAnswerOf503MayBeRecordedOrNot() {
        Told client = data.told.getLast();
        data.told.set(
                data.told.size() - 1,
                new Told(
                        client.key(),
                        client.kind(),
                        Fate.ANSWERED,
                        client.exchange(),
                        503,
                        "recorder_unavailable",
                        OTHER));
        assertThat(data.check().findings().none()).isTrue();
        assertThat(data.check().toleratedCompleted()).isEqualTo(1);
        data.recorded.removeLast();
        data.seen.removeLast();
        assertThat(data.check().findings().none()).isTrue();
        assertThat(data.check().unrecorded()).containsExactly(client.key());
    }

    @Test
    void whatTheArchiveHasNotIsLost() {
        data.exchanges.removeFirst();
        only(data.checkArchive(), Wrong.LOST, 1, "is not in the archive");
        Recording parts = Recording.of(20);
        parts.parts.removeIf(part -> part.index() == 1);
        only(parts.checkArchive(), Wrong.LOST, 1, "is not in the archive");
        Recording texts = Recording.of(20);
        texts.inputs.removeFirst();
        only(texts.checkArchive(), Wrong.LOST, 1, "texts in the archive");
    }

    @Test
    void whatTheArchiveHasTwiceIsDoubled() {
        data.exchanges.add(data.exchanges.getFirst());
        data.parts.add(data.parts.getFirst());
        data.inputs.add(data.inputs.getFirst());
        only(data.checkArchive(), Wrong.DUPLICATED, 3, "");
    }

    @Test
    void whatTheArchiveHasOtherwiseIsChanged() {
        Stored.Exchange row = data.exchanges.getFirst();
        data.exchanges.set(
                0,
                new Stored.Exchange(
                        row.place(),
                        row.id(),
                        row.sequence(),
                        "REFUSED",
                        row.status(),
                        "",
                        row.requestSha(),
                        row.responseSha()));
        Stored.Part part = data.parts.getFirst();
        data.parts.set(0, new Stored.Part(part.exchange(), part.request(), part.index(), OTHER));
        Stored.Input input = data.inputs.getFirst();
        data.inputs.set(
                0,
                new Stored.Input(input.exchange(), input.index(), input.text(), input.dimensions(), input.sum() + 1));
        only(data.checkArchive(), Wrong.CHANGED, 3, "");
    }

    @Test
    void theSameSeedMakesTheSamePlanAndTheSameRequests() {
        ChaosOptions options = new ChaosOptions(3, 1000, 50, 4, 60, 2, false);
        assertThat(options.plan()).isEqualTo(options.plan());
        assertThat(options.plan().rounds().stream()
                        .flatMap(java.util.List::stream)
                        .filter(Plan::kills)
                        .count())
                .isGreaterThanOrEqualTo(50);
        assertThat(Ask.of(3, Ask.key(2, 5))).isEqualTo(Ask.of(3, Ask.key(2, 5))).isNotEqualTo(Ask.of(4, Ask.key(2, 5)));
        assertThat(Ask.keyOfTrace(Ask.trace(Ask.key(13, 70_000)))).isEqualTo(Ask.key(13, 70_000));
        assertThat(Ask.keyIn(Ask.of(3, Ask.key(2, 5)).body())).isEqualTo(Ask.key(2, 5));
    }

    private static void only(Findings found, Wrong wrong, int times, String words) {
        assertThat(found.inWords()).hasSize(times).allMatch(told -> told.contains(words));
        assertThat(found.count(wrong)).isEqualTo(times);
    }

    /** Two records of the first caller change places in their partition, with nothing else changed. */
    private void swapPlaces(int one, int other) {
        Recorded first = data.recorded.get(one);
        Recorded second = data.recorded.get(other);
        data.replace(one, placed(first, second.place()));
        data.replace(other, placed(second, first.place()));
    }

    private static Recorded placed(Recorded of, Recorded.Place place) {
        return new Recorded(
                of.key(),
                of.id(),
                of.subject(),
                place,
                of.epoch(),
                of.sequence(),
                of.hash(),
                of.previous(),
                of.outcome(),
                of.status(),
                of.refusal(),
                of.request(),
                of.response(),
                of.texts());
    }

    private static Recorded chained(Recorded of, String epoch, @org.jspecify.annotations.Nullable Sha previous) {
        return new Recorded(
                of.key(),
                of.id(),
                of.subject(),
                of.place(),
                epoch,
                of.sequence(),
                of.hash(),
                previous,
                of.outcome(),
                of.status(),
                of.refusal(),
                of.request(),
                of.response(),
                of.texts());
    }

    private static Recorded answered(Recorded of, Recorded.Body response, String outcome) {
        return new Recorded(
                of.key(),
                of.id(),
                of.subject(),
                of.place(),
                of.epoch(),
                of.sequence(),
                of.hash(),
                of.previous(),
                outcome,
                of.status(),
                of.refusal(),
                of.request(),
                response,
                of.texts());
    }
}
