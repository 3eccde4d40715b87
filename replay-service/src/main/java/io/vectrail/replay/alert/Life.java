package io.vectrail.replay.alert;

import io.vectrail.event.CaseEvent;
import io.vectrail.event.RiskAlert;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an alert, of which there are two halves that know nothing of each other: so it is the same however the records of the two
 * topics come between each other.
 *
 * @param facts what was found; null: nothing yet, and then there is no alert
 * @param work what people did with it
 */
public record Life(String id, @Nullable Facts facts, Case work) {

    /** Of which nothing is known. */
    public static Life of(String id) {
        return new Life(id, null, Case.NEW);
    }

    /** The alert; empty as long as nothing was found. */
    public Optional<Alert> alert() {
        return facts == null ? Optional.empty() : Optional.of(new Alert(id, facts, work));
    }

    /** After a step; empty where that changes nothing. */
    public Optional<Life> take(RiskAlert step) {
        if (!step.getAlert().equals(id) || Sound.fault(step) != null) {
            return Optional.empty();
        }
        Optional<Facts> next = facts == null ? Facts.first(step) : facts.then(step);
        return next.map(after -> new Life(id, after, work));
    }

    /** After a step; empty where that changes nothing. */
    public Optional<Life> take(CaseEvent step) {
        return step.getAlert().equals(id) ? work.take(step).map(after -> new Life(id, facts, after)) : Optional.empty();
    }

    /** About how many characters it has, for whoever keeps many. */
    public long size() {
        return facts == null ? sizeOf(work) : sizeOf(work) + sizeOf(facts);
    }

    private static long sizeOf(Facts facts) {
        long size = 500L + facts.subject().length();
        for (String name : facts.groups()) {
            size += 24 + name.length();
        }
        for (Behind exchange : facts.exchanges()) {
            size += 200;
            for (Part part : exchange.parts()) {
                size += 120 + part.reason().length();
            }
        }
        return size + 120L * facts.parts().size();
    }

    private static long sizeOf(Case work) {
        long size = 100;
        for (CaseStep step : work.steps()) {
            size += 200 + step.actor().length() + step.reason().length();
        }
        return size;
    }
}
