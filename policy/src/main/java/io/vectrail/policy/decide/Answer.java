package io.vectrail.policy.decide;

import io.vectrail.policy.detect.Detection;
import io.vectrail.policy.rule.PresidioDetector;
import java.util.List;

/** What came of a {@link Question}. */
public sealed interface Answer {

    /** Who was asked. */
    PresidioDetector detector();

    /**
     * It was answered.
     *
     * @param found in each of the question's texts, by places in it; nothing but the detector's types
     */
    record Analysed(PresidioDetector detector, List<List<Detection>> found) implements Answer {

        public Analysed {
            found = found.stream().map(List::copyOf).toList();
        }
    }

    /**
     * It was not, so that the rules that need it cannot be evaluated.
     *
     * @param reason what the detector did or did not do, as a sentence goes on after its name; quotes nothing of the request
     */
    record Failed(PresidioDetector detector, String reason) implements Answer {}
}
