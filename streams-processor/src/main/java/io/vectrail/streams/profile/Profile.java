package io.vectrail.streams.profile;

import java.util.List;

/**
 * What is remembered of one caller. It is a fold over its exchanges in the order of their partition.
 *
 * @param first when it was first seen, milliseconds since 1970
 * @param last the latest time that it was seen at
 * @param exchanges how many there were
 * @param hours what it used, hour by hour
 * @param days what it used, day by day
 * @param pace how fast it calls
 * @param outcomes what became of its calls
 * @param sensitive how much personal or secret it sends
 * @param places where it calls from and to
 * @param texts its latest texts
 * @param vocabulary its words
 * @param duplicates texts that are the same again
 * @param space its latest vectors
 * @param coverage over how much of the space it has spread
 */
public record Profile(
        long first,
        long last,
        long exchanges,
        Hours hours,
        Days days,
        Pace pace,
        Outcomes outcomes,
        Sensitive sensitive,
        Places places,
        Texts texts,
        Vocabulary vocabulary,
        Duplicates duplicates,
        Space space,
        Coverage coverage) {

    /** A caller that was silent for so long is as one that is not known. */
    public static final long FORGOTTEN_AFTER = 60 * Days.MILLIS;

    /** Of a caller that is not known. */
    public static final Profile NONE = new Profile(
            0,
            0,
            0,
            Hours.NONE,
            Days.NONE,
            Pace.NONE,
            Outcomes.NONE,
            Sensitive.NONE,
            Places.NONE,
            Texts.NONE,
            Vocabulary.NONE,
            Duplicates.NONE,
            Space.NONE,
            Coverage.NONE);

    /** What is known at a time: nothing where the caller was silent for too long. */
    public Profile at(long time) {
        return exchanges > 0 && time - last > FORGOTTEN_AFTER ? NONE : this;
    }

    /** With a further exchange. */
    public Profile with(Sighting now) {
        // What is being typed says nothing by its distance from what was typed before.
        List<Sample> fresh = now.samples().stream()
                .filter(sample -> !texts.continues(sample))
                .toList();
        Space spaceThen = space.with(fresh);
        return new Profile(
                exchanges == 0 ? now.at() : Math.min(first, now.at()),
                Math.max(last, now.at()),
                exchanges + 1,
                hours.with(now),
                days.with(now),
                pace.with(now),
                outcomes.with(now),
                sensitive.with(now),
                places.with(now),
                texts.with(now),
                vocabulary.with(now),
                duplicates.with(now),
                spaceThen,
                coverage.with(now, spaceThen));
    }

    /** For how many days the caller has been known. */
    public double daysKnown() {
        return (double) (last - first) / Days.MILLIS;
    }
}
