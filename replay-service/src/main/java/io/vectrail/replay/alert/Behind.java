package io.vectrail.replay.alert;

import io.vectrail.event.AlertedExchange;
import java.time.Instant;
import java.util.List;

/**
 * An exchange behind an alert.
 *
 * @param at when it arrived
 * @param connection by name
 * @param session the id of the session that it was in
 * @param score its own, 0 to 100
 * @param parts what made it risky, the largest first
 */
public record Behind(String id, Instant at, String connection, String session, double score, List<Part> parts) {

    private static final int MOST = 20;
    private static final int MOST_NAME = 256;
    private static final double MOST_SCORE = 100;

    public Behind {
        parts = List.copyOf(parts);
    }

    static List<Behind> of(List<AlertedExchange> exchanges) {
        return exchanges.stream()
                .filter(each -> Sound.identifies(each.getId()) && Sound.known(each.getAt()))
                .limit(MOST)
                .map(each -> new Behind(
                        each.getId(),
                        each.getAt(),
                        Sound.text(each.getConnection(), MOST_NAME),
                        Sound.text(each.getSession(), MOST_NAME),
                        Sound.number(each.getScore(), MOST_SCORE),
                        Part.of(each.getParts())))
                .toList();
    }
}
