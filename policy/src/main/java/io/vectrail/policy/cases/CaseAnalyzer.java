package io.vectrail.policy.cases;

import io.vectrail.policy.decide.Answer;
import io.vectrail.policy.decide.Question;
import io.vectrail.policy.detect.Detection;
import io.vectrail.policy.rule.PresidioDetector;
import io.vectrail.policy.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** Answers for the analyzers that a document names: what a case says that they find. Nobody is asked. */
final class CaseAnalyzer {

    private CaseAnalyzer() {}

    /** @throws IllegalArgumentException when a case has finds that no analyzer is ever asked for */
    static void check(PolicyCase one, RuleSet rules) {
        for (PolicyCase.Find find : one.itsFound()) {
            if (rules.analyzers().stream().noneMatch(each -> each.types().contains(find.type()))) {
                throw new IllegalArgumentException("case " + one.name() + ": found names " + find.type()
                        + ", which no presidio detector of the document finds, or no policy looks for");
            }
        }
    }

    static Answer answer(Question question, PolicyCase one) {
        PresidioDetector detector = question.detector();
        if (Boolean.TRUE.equals(one.analyzersFail())) {
            return new Answer.Failed(detector, "does not answer in this case");
        }
        return new Answer.Analysed(
                detector,
                question.texts().stream().map(text -> find(text, detector, one)).toList());
    }

    private static List<Detection> find(String text, PresidioDetector detector, PolicyCase one) {
        List<Detection> found = new ArrayList<>();
        for (PolicyCase.Find find : one.itsFound()) {
            int length = find.text().length();
            for (int at = text.indexOf(find.text());
                    at >= 0 && detector.types().contains(find.type());
                    at = text.indexOf(find.text(), at + length)) {
                found.add(new Detection(find.type(), at, at + length, find.itsScore()));
            }
        }
        return found;
    }
}
