package io.vectrail.streams.scoring;

import io.vectrail.streams.profile.Coverage;
import io.vectrail.streams.profile.Days;
import io.vectrail.streams.profile.Decayed;
import io.vectrail.streams.profile.Distinct;
import io.vectrail.streams.profile.Duplicates;
import io.vectrail.streams.profile.Hours;
import io.vectrail.streams.profile.Outcomes;
import io.vectrail.streams.profile.Pace;
import io.vectrail.streams.profile.Places;
import io.vectrail.streams.profile.Profile;
import io.vectrail.streams.profile.Sensitive;
import io.vectrail.streams.profile.Share;
import io.vectrail.streams.profile.Space;
import io.vectrail.streams.profile.Texts;
import io.vectrail.streams.profile.Vocabulary;
import io.vectrail.streams.state.CallerState;
import io.vectrail.streams.state.StoredCalls;
import io.vectrail.streams.state.StoredDecayed;
import io.vectrail.streams.state.StoredShare;
import io.vectrail.streams.state.StoredTexts;
import io.vectrail.streams.state.StoredUse;
import io.vectrail.streams.state.StoredVectors;
import java.nio.ByteBuffer;

/** Between a profile and how it is stored. */
final class ProfileForm {

    private ProfileForm() {}

    static void store(Profile profile, CallerState state) {
        state.setFirst(profile.first());
        state.setLast(profile.last());
        state.setExchanges(profile.exchanges());
        state.setUse(use(profile));
        state.setCalls(calls(profile));
        state.setTexts(texts(profile));
        state.setVectors(vectors(profile));
    }

    static Profile profile(CallerState state) {
        StoredUse use = state.getUse();
        StoredCalls calls = state.getCalls();
        StoredTexts texts = state.getTexts();
        StoredVectors vectors = state.getVectors();
        return new Profile(
                state.getFirst(),
                state.getLast(),
                state.getExchanges(),
                new Hours(
                        use.getHour(),
                        use.getHourInputs(),
                        use.getHourBytes(),
                        bytes(use.getPastInputs()),
                        bytes(use.getPastBytes())),
                new Days(use.getDay(), use.getDayInputs(), bytes(use.getPastDays()), use.getExcess()),
                new Pace(decayed(use.getRecent()), decayed(use.getPeak()), use.getPeakToday(), use.getPeakDay()),
                new Outcomes(
                        decayed(calls.getAll()),
                        decayed(calls.getRefused()),
                        decayed(calls.getShadowRefused()),
                        decayed(calls.getRejected())),
                new Sensitive(
                        decayed(calls.getFound()),
                        decayed(calls.getCharacters()),
                        decayed(calls.getUsualFound()),
                        decayed(calls.getUsualCharacters())),
                new Places(bytes(calls.getPlaces()), decayed(calls.getFresh())),
                new Texts(
                        bytes(texts.getSimHashes()),
                        bytes(texts.getHeads()),
                        bytes(texts.getTyped()),
                        share(texts.getNear()),
                        share(texts.getUsuallyNear()),
                        share(texts.getTemplated()),
                        share(texts.getUsuallyTemplated())),
                new Vocabulary(
                        bytes(texts.getVocabulary()), texts.getWords(), texts.getUsualFrequent(), texts.getStretches()),
                new Duplicates(
                        texts.getDay(),
                        texts.getDayTexts(),
                        new Distinct(bytes(texts.getDistinct())),
                        texts.getUsualDuplicates(),
                        texts.getDuplicateDays()),
                new Space(
                        bytes(vectors.getLatest()),
                        floats(vectors.getCentre()),
                        vectors.getKnown(),
                        vectors.getCosines(),
                        vectors.getSquares(),
                        vectors.getPairs(),
                        share(vectors.getClose()),
                        share(vectors.getUsuallyClose())),
                new Coverage(vectors.getDay(), new Distinct(bytes(vectors.getWide())), bytes(vectors.getPastWide())));
    }

    private static StoredUse use(Profile profile) {
        Hours hours = profile.hours();
        Days days = profile.days();
        Pace pace = profile.pace();
        return new StoredUse(
                hours.hour(),
                hours.inputs(),
                hours.bytes(),
                ByteBuffer.wrap(hours.pastInputs()),
                ByteBuffer.wrap(hours.pastBytes()),
                days.day(),
                days.inputs(),
                ByteBuffer.wrap(days.past()),
                days.excess(),
                stored(pace.recent()),
                stored(pace.peak()),
                pace.today(),
                pace.day());
    }

    private static StoredCalls calls(Profile profile) {
        Outcomes outcomes = profile.outcomes();
        Sensitive sensitive = profile.sensitive();
        Places places = profile.places();
        return new StoredCalls(
                stored(outcomes.all()),
                stored(outcomes.refused()),
                stored(outcomes.shadowRefused()),
                stored(outcomes.rejected()),
                stored(sensitive.found()),
                stored(sensitive.characters()),
                stored(sensitive.usualFound()),
                stored(sensitive.usualCharacters()),
                ByteBuffer.wrap(places.sketch()),
                stored(places.fresh()));
    }

    private static StoredTexts texts(Profile profile) {
        Texts texts = profile.texts();
        Vocabulary vocabulary = profile.vocabulary();
        Duplicates duplicates = profile.duplicates();
        return new StoredTexts(
                ByteBuffer.wrap(texts.simHashes()),
                ByteBuffer.wrap(texts.heads()),
                ByteBuffer.wrap(texts.typed()),
                stored(texts.near()),
                stored(texts.usuallyNear()),
                stored(texts.templated()),
                stored(texts.usuallyTemplated()),
                ByteBuffer.wrap(vocabulary.sketch()),
                vocabulary.words(),
                vocabulary.usual(),
                vocabulary.stretches(),
                duplicates.day(),
                duplicates.texts(),
                ByteBuffer.wrap(duplicates.distinct().sketch()),
                duplicates.usual(),
                duplicates.days());
    }

    private static StoredVectors vectors(Profile profile) {
        Space space = profile.space();
        Coverage coverage = profile.coverage();
        return new StoredVectors(
                ByteBuffer.wrap(space.latest()),
                floats(space.centre()),
                space.known(),
                space.cosines(),
                space.squares(),
                space.pairs(),
                stored(space.close()),
                stored(space.usuallyClose()),
                coverage.day(),
                ByteBuffer.wrap(coverage.wide().sketch()),
                ByteBuffer.wrap(coverage.past()));
    }

    private static StoredDecayed stored(Decayed decayed) {
        return new StoredDecayed(decayed.value(), decayed.at());
    }

    private static Decayed decayed(StoredDecayed stored) {
        return new Decayed(stored.getValue(), stored.getAt());
    }

    private static StoredShare stored(Share share) {
        return new StoredShare(share.hits(), share.all());
    }

    private static Share share(StoredShare stored) {
        return new Share(stored.getHits(), stored.getAll());
    }

    private static byte[] bytes(ByteBuffer stored) {
        byte[] bytes = new byte[stored.remaining()];
        stored.duplicate().get(bytes);
        return bytes;
    }

    private static ByteBuffer floats(float[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
        bytes.asFloatBuffer().put(numbers);
        return bytes;
    }

    private static float[] floats(ByteBuffer stored) {
        float[] numbers = new float[stored.remaining() / Float.BYTES];
        stored.duplicate().asFloatBuffer().get(numbers);
        return numbers;
    }
}
