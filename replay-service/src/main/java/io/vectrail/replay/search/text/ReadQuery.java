package io.vectrail.replay.search.text;

/** What reading a query came to. */
public sealed interface ReadQuery {

    /** A condition. */
    record Found(TextQuery query) implements ReadQuery {}

    /** @param reason what is wrong and what to do, a part of a sentence that begins after "q" */
    record Refused(String reason) implements ReadQuery {}
}
