package io.vectrail.replay.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How risky an exchange is, as it was scored when it came. Field names are the API's.
 *
 * @param score 0 to 100
 * @param level as the document called it by which it was scored
 * @param parts the largest first
 * @param session of its session up to it; null for those who may not see that
 * @param caller of its caller up to it; null for those who may not see all that it is made of
 * @param documentHash SHA-256 of that document, lower-case hex
 */
public record ExchangeRisk(
        double score,
        String level,
        List<Part> parts,
        @Nullable Rated session,
        @Nullable Rated caller,
        String documentHash) {

    public ExchangeRisk {
        parts = List.copyOf(parts);
    }

    /**
     * What one signal adds.
     *
     * @param strength how far it is met, 0 to 1
     * @param weight points that it adds where it is fully met
     * @param points that it adds
     * @param reason in words, without anything of a text
     */
    public record Part(String signal, double strength, double weight, double points, String reason) {}

    /** A score, and what it was called. */
    public record Rated(double score, String level) {}
}
