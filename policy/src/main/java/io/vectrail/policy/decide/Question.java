package io.vectrail.policy.decide;

import io.vectrail.policy.rule.PresidioDetector;
import java.util.List;

/**
 * What an analyzer elsewhere is to be asked about a request.
 *
 * @param detector whom to ask
 * @param texts of the request, as they were given and in its order; any may be empty
 */
public record Question(PresidioDetector detector, List<String> texts) {

    public Question {
        texts = List.copyOf(texts);
    }

    /** Without the texts. */
    @Override
    public String toString() {
        return "Question[" + detector.name() + ", " + texts.size() + " texts]";
    }
}
