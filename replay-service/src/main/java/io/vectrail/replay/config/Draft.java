package io.vectrail.replay.config;

import io.vectrail.replay.publish.Actor;

/**
 * A document that somebody wants published.
 *
 * @param content its bytes
 * @param shadow evaluated beside the one in force, never enforced
 * @param insteadOf hash of the one in whose place it is put: of the one in force or, in shadow, of the one on trial where there is one;
 *     empty where there is none
 * @param by who wants it
 * @param comment why; at most {@value #MOST_COMMENT} characters
 */
public record Draft(byte[] content, boolean shadow, String insteadOf, Actor by, String comment) {

    /** Characters of a comment. */
    public static final int MOST_COMMENT = 500;

    public Draft {
        if (comment.length() > MOST_COMMENT) {
            throw new IllegalArgumentException("a comment has at most " + MOST_COMMENT + " characters");
        }
    }
}
