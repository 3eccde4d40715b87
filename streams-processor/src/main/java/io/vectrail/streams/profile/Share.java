package io.vectrail.streams.profile;

/**
 * How often something was so of the latest: of what was counted before, each further one leaves a little less.
 *
 * @param hits how often it was so
 * @param all of how many
 */
public record Share(double hits, double all) {

    static final Share NONE = new Share(0, 0);

    /** What a further one leaves where 24 further ones leave half. */
    static final double OF_THE_LAST = StrictMath.pow(0.5, 1.0 / 24);

    /** What a further one leaves where 2,000 further ones leave half. */
    static final double OF_LONG = StrictMath.pow(0.5, 1.0 / 2000);

    Share with(boolean hit, double keep) {
        return new Share(hits * keep + (hit ? 1 : 0), all * keep + 1);
    }

    /** 0 to 1; 0 where nothing was counted. */
    public double ratio() {
        return all == 0 ? 0 : hits / all;
    }
}
