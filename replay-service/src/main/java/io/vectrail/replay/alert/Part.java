package io.vectrail.replay.alert;

import io.vectrail.event.RiskPart;
import java.util.List;

/**
 * What one signal adds to a score.
 *
 * @param signal its name
 * @param strength how far it is met, 0 to 1
 * @param weight the points of one that is fully met, 0 to 100
 * @param points what it adds, 0 to 100
 * @param reason why, at most 256 characters; empty of a caller's
 */
public record Part(String signal, double strength, double weight, double points, String reason) {

    /** More than there are signals. */
    private static final int MOST = 32;

    private static final int MOST_NAME = 64;
    private static final int MOST_REASON = 256;
    private static final double MOST_POINTS = 100;

    static List<Part> of(List<RiskPart> parts) {
        return parts.stream().limit(MOST).map(Part::of).toList();
    }

    private static Part of(RiskPart part) {
        return new Part(
                Sound.text(part.getSignal(), MOST_NAME),
                Sound.number(part.getStrength(), 1),
                Sound.number(part.getWeight(), MOST_POINTS),
                Sound.number(part.getPoints(), MOST_POINTS),
                Sound.text(part.getReason(), MOST_REASON));
    }
}
