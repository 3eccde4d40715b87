package io.vectrail.policy.decide;

import io.vectrail.policy.detect.Detection;
import io.vectrail.policy.rule.PresidioDetector;
import io.vectrail.policy.rule.Rule;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the analyzers found that a request's rules need, and which of them did not answer. */
final class Analyses {

    private final IdentityHashMap<Passage, List<Detection>> found = new IdentityHashMap<>();
    private final List<Answer.Failed> failures = new ArrayList<>();

    private Analyses() {}

    /**
     * What was found where.
     *
     * @param needed analyzers; of one that has no answer nobody knows what it would have found
     * @param passages those with a text are what was asked about, in the same order
     */
    static Analyses of(List<PresidioDetector> needed, List<Answer> answers, List<Passage> passages) {
        Analyses analyses = new Analyses();
        if (needed.isEmpty()) {
            return analyses;
        }
        List<Passage> texts = passages.stream()
                .filter(passage -> passage.part().text() != null)
                .toList();
        for (PresidioDetector detector : needed) {
            Optional<Answer> itsAnswer = answers.stream()
                    .filter(answer -> answer.detector().equals(detector))
                    .findFirst();
            analyses.add(itsAnswer.orElse(new Answer.Failed(detector, "was not asked")), texts);
        }
        return analyses;
    }

    private void add(Answer answer, List<Passage> texts) {
        switch (answer) {
            case Answer.Failed failed -> failures.add(failed);
            case Answer.Analysed analysed -> {
                if (analysed.found().size() != texts.size()) {
                    failures.add(new Answer.Failed(analysed.detector(), "was asked about other texts"));
                    return;
                }
                for (int i = 0; i < texts.size(); i++) {
                    found.computeIfAbsent(texts.get(i), fresh -> new ArrayList<>())
                            .addAll(analysed.found().get(i));
                }
            }
        }
    }

    List<Detection> of(Passage passage) {
        return found.getOrDefault(passage, List.of());
    }

    /** Why a rule cannot be evaluated; null where all that it needs was answered. */
    @Nullable
    String failureFor(Rule rule) {
        for (Answer.Failed failed : failures) {
            if (rule.mayNeed(failed.detector().types())) {
                return failed.detector().inWords() + " " + failed.reason();
            }
        }
        return null;
    }
}
