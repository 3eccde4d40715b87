package io.vectrail.streams.profile;

import java.util.List;
import java.util.Map;

/**
 * One exchange, as far as risk is concerned.
 *
 * @param exchange its id
 * @param at when it arrived, milliseconds since 1970
 * @param place where it came from and went to
 * @param refused whether the gateway refused it
 * @param shadowRefused whether a rule in shadow would have
 * @param rejected whether people had said no to it
 * @param inputs number of texts that were asked for
 * @param characters of all texts together
 * @param vectorBytes bytes of the answer that was released
 * @param detections how often each type was found
 * @param samples its texts and vectors: all of them, or of many {@link #MOST_SAMPLES} at even distances
 */
public record Sighting(
        String exchange,
        long at,
        Place place,
        boolean refused,
        boolean shadowRefused,
        boolean rejected,
        int inputs,
        long characters,
        long vectorBytes,
        Map<String, Integer> detections,
        List<Sample> samples) {

    /** As many inputs of one exchange are looked at. */
    public static final int MOST_SAMPLES = 64;

    /** Of an exchange's id: it is remembered with its caller, which takes a bounded room. Ours have 36. */
    private static final int MOST_ID = 128;

    public Sighting {
        if (exchange.length() > MOST_ID) {
            throw new IllegalArgumentException("an exchange's id is longer than " + MOST_ID + " characters");
        }
        if (at < 0 || inputs < 0 || characters < 0 || vectorBytes < 0 || samples.size() > MOST_SAMPLES) {
            throw new IllegalArgumentException("an exchange counts less than nothing, or too many samples");
        }
        detections = Map.copyOf(detections);
        samples = List.copyOf(samples);
    }
}
