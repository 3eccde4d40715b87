package io.vectrail.load.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sends some more than its caller usually does, each day, never enough to stand out: documents that have more of people in them.
 *
 * @param more as a share of what the caller sends
 * @param days how many days
 */
record Exfiltration(double more, int days) {

    private static final Map<String, Integer> FOUND = Map.of("PERSON", 3, "US_SSN", 1, "EMAIL_ADDRESS", 2);

    /** Besides the calls of a day, of the same sizes and at the same hours. */
    List<Call> beside(List<Call> day, Attack.Means means) {
        Writing writing = means.writing();
        List<Call> calls = new ArrayList<>();
        for (Call call : day) {
            for (double left = more; left > 0; left--) {
                if (means.random().nextDouble() < left) {
                    calls.add(beside(call, writing, means));
                }
            }
        }
        return calls;
    }

    private static Call beside(Call call, Writing writing, Attack.Means means) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < call.texts().size(); i++) {
            texts.add(writing.prose(writing.subjectOf(means.domain()), 70));
        }
        return new Call(call.at() + means.random().nextLong(Benign.MINUTE), call.place(), texts).with(FOUND);
    }
}
