package io.vectrail.edge.policy;

import io.vectrail.edge.exchange.Refusal;
import io.vectrail.event.Decision;
import io.vectrail.policy.decide.Verdict;
import io.vectrail.provider.json.Replacement;
import java.util.List;

/** What is to be done with a request or a response, strictest first in DESIGN's order. */
public sealed interface PolicyAction {

    /** For X-Vectrail-Decision and the record. */
    Decision decision();

    /** It goes on as it is. */
    record Allow() implements PolicyAction {

        @Override
        public Decision decision() {
            return Decision.ALLOW;
        }
    }

    /**
     * The request goes on, changed, or what is answered to it will be.
     *
     * @param verdict what is to be changed
     */
    record RewriteRequest(Verdict verdict) implements PolicyAction {

        @Override
        public Decision decision() {
            return verdict.decision();
        }
    }

    /**
     * The response goes on, changed.
     *
     * @param decision by what
     * @param changes of its body
     */
    record RewriteResponse(Decision decision, List<Replacement> changes) implements PolicyAction {

        public RewriteResponse {
            changes = List.copyOf(changes);
        }
    }

    /**
     * It does not go on: it is not what the route takes, or not permitted here.
     *
     * @param hidden what of the request is recorded by its type alone
     */
    record Deny(Refusal refusal, List<Replacement> hidden) implements PolicyAction {

        public Deny {
            hidden = List.copyOf(hidden);
        }

        @Override
        public Decision decision() {
            return Decision.DENY;
        }
    }

    /**
     * It does not go on: a rule says so.
     *
     * @param hidden what of the request is recorded by its type alone
     */
    record Block(Refusal refusal, List<Replacement> hidden) implements PolicyAction {

        public Block {
            hidden = List.copyOf(hidden);
        }

        @Override
        public Decision decision() {
            return Decision.BLOCK;
        }
    }
}
