package io.vectrail.load.risk;

import io.vectrail.streams.profile.Place;
import java.util.List;
import java.util.SplittableRandom;

/** Somebody who attacks: the calls of it, from a time on, in their order. */
interface Attack {

    /** What an attack has to work with. */
    record Means(SplittableRandom random, TopicVectors vectors, Place from, int domain) {
        Writing writing() {
            return new Writing(random.split());
        }
    }

    List<Call> calls(Means means, long start);
}
