package io.vectrail.load.risk;

import io.vectrail.streams.profile.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Uses a token from elsewhere, at machine pace, with questions and searches as its owner might have.
 *
 * @param calls how many calls
 * @param everything whether connection and model are others, too
 */
record StolenToken(int calls, boolean everything) implements Attack {

    @Override
    public List<Call> calls(Means means, long start) {
        Writing writing = means.writing();
        Place owners = means.from();
        Place elsewhere = new Place(
                everything ? "spare" : owners.connection(),
                owners.operation(),
                everything ? "model-of-thieves" : owners.model(),
                "client-of-thieves",
                "net-of-thieves");
        List<Call> all = new ArrayList<>();
        long at = start;
        for (int i = 0; i < calls; i++) {
            int subject = writing.subjectOf(means.domain());
            all.add(new Call(
                    at, elsewhere, List.of(i % 2 == 0 ? writing.question(subject) : writing.prose(subject, 40))));
            at += 400 + means.random().nextLong(1200);
        }
        return all;
    }
}
