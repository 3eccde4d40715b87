package io.vectrail.load.risk;

import io.vectrail.streams.profile.Place;
import io.vectrail.streams.profile.Sample;
import io.vectrail.streams.profile.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One call of an embedding API.
 *
 * @param at milliseconds since 1970
 * @param texts its inputs
 * @param detections what policies would find in them
 */
record Call(long at, Place place, List<String> texts, boolean refused, Map<String, Integer> detections) {

    private static final long BYTES = 1536L * Float.BYTES;

    Call(long at, Place place, List<String> texts) {
        this(at, place, texts, false, Map.of());
    }

    Call at(long time) {
        return new Call(time, place, texts, refused, detections);
    }

    Call from(Place other) {
        return new Call(at, other, texts, refused, detections);
    }

    Call ending(boolean refusal) {
        return new Call(at, place, texts, refusal, detections);
    }

    Call with(Map<String, Integer> found) {
        return new Call(at, place, texts, refused, found);
    }

    /** As the streams processor sees it. Of a refused one there are no vectors. */
    Sighting sighting(String id, TopicVectors vectors) {
        long characters = 0;
        for (String text : texts) {
            characters += text.length();
        }
        List<Sample> samples = new ArrayList<>();
        int count = Math.min(texts.size(), Sighting.MOST_SAMPLES);
        for (int i = 0; i < count; i++) {
            String text = texts.get((int) ((long) i * texts.size() / count));
            samples.add(Sample.of(text, refused ? new float[0] : vectors.of(text)));
        }
        return new Sighting(
                id,
                at,
                place,
                refused,
                false,
                false,
                texts.size(),
                characters,
                refused ? 0 : texts.size() * BYTES,
                detections,
                samples);
    }
}
