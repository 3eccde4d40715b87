package io.vectrail.replay.alert;

import io.vectrail.event.Verdict;

/**
 * How far people are with an alert. Only what leads on exists as a method.
 *
 * <pre>
 *   Open ──────ACKNOWLEDGED──────► Acknowledged
 *   ▲  └──CLOSED──► Closed ◄──CLOSED──┘
 *   └───REOPENED──────┘
 *
 *   ASSIGNED: of what is Open or Acknowledged, which it stays
 * </pre>
 */
public sealed interface CaseState {

    /** Its name in the API. */
    String label();

    /** One that is not done with. */
    sealed interface NotClosed extends CaseState {

        default Closed closed(Verdict verdict) {
            return new Closed(verdict);
        }
    }

    /** Nobody is at it. */
    record Open() implements NotClosed {

        public Acknowledged acknowledged() {
            return new Acknowledged();
        }

        @Override
        public String label() {
            return "OPEN";
        }
    }

    /** Somebody is at it. */
    record Acknowledged() implements NotClosed {

        @Override
        public String label() {
            return "ACKNOWLEDGED";
        }
    }

    /**
     * It is done with.
     *
     * @param verdict what it came to; never UNKNOWN
     */
    record Closed(Verdict verdict) implements CaseState {

        public Closed {
            if (verdict == Verdict.UNKNOWN) {
                throw new IllegalArgumentException("whoever closes an alert says what it came to");
            }
        }

        public Open reopened() {
            return new Open();
        }

        @Override
        public String label() {
            return "CLOSED";
        }
    }
}
