package io.vectrail.replay.web;

import io.vectrail.document.risk.Levels;
import io.vectrail.replay.search.CallerRisks;
import java.util.function.Supplier;

/**
 * How risky callers are held to be.
 *
 * @param callers their scores
 * @param levels what those are called, by the document in force
 */
public record Risks(CallerRisks callers, Supplier<Levels> levels) {}
