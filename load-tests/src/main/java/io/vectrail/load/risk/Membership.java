package io.vectrail.load.risk;

import java.util.ArrayList;
import java.util.List;

/**
 * Asks, by one template with other slots each time, which records a collection has.
 *
 * @param batch texts of a call
 * @param calls how many calls
 * @param pause between calls, milliseconds
 */
record Membership(int batch, int calls, long pause) implements Attack {

    @Override
    public List<Call> calls(Means means, long start) {
        Writing writing = means.writing();
        List<Call> all = new ArrayList<>();
        long at = start;
        int subject = writing.subjectOf(means.domain());
        for (int i = 0; i < calls; i++) {
            List<String> texts = new ArrayList<>();
            for (int text = 0; text < batch; text++) {
                texts.add(writing.membership(subject));
            }
            all.add(new Call(at, means.from(), texts));
            at += pause + means.random().nextLong(pause / 2 + 1);
        }
        return all;
    }
}
