package io.vectrail.load.risk;

import java.util.List;

/**
 * Which seeds are for what. Constants of signals were chosen by the one set alone; the other is looked at when all are chosen.
 *
 * @param populations one population of callers is made from each
 * @param attacks each attack is made from each
 */
record Seeds(List<Long> populations, List<Long> attacks) {

    static final Seeds TUNING = new Seeds(List.of(11L, 12L), List.of(21L, 22L, 23L, 24L, 25L));

    /** Never to be tuned on. */
    static final Seeds EVALUATION =
            new Seeds(List.of(7_001L, 7_002L), List.of(8_001L, 8_002L, 8_003L, 8_004L, 8_005L, 8_006L, 8_007L));
}
