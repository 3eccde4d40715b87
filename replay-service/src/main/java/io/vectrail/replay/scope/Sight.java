package io.vectrail.replay.scope;

/**
 * What somebody sees of recorded exchanges.
 *
 * @param metadata of which they see that they were, and all but texts, bodies and vectors
 * @param texts of which they see these as well; a part of the metadata's
 */
public record Sight(Scope metadata, Scope texts) {

    /** Everything of every exchange. */
    public static final Sight EVERYTHING = new Sight(Scope.EVERYTHING, Scope.EVERYTHING);
}
