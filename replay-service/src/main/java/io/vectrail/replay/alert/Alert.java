package io.vectrail.replay.alert;

import java.time.Instant;
import java.util.List;

/**
 * An alert as it stands.
 *
 * @param facts what was found
 * @param work what people did with it
 */
public record Alert(String id, Facts facts, Case work) {

    /** When anything happened to it last, other than that webhooks were told. */
    public Instant updatedAt() {
        Instant worked = work.updatedAt();
        return worked != null && worked.isAfter(facts.updatedAt()) ? worked : facts.updatedAt();
    }

    public boolean closed() {
        return work.state() instanceof CaseState.Closed;
    }

    /** The same with these of its exchanges alone, and their connections, for somebody who sees no others. */
    public Alert withExchanges(List<Behind> seen) {
        return new Alert(id, facts.withExchanges(seen), work);
    }
}
