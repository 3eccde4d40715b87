package io.vectrail.replay.webhook;

/** What came of a notice. */
public sealed interface Outcome {

    /** The webhook has taken it. */
    record Delivered() implements Outcome {}

    /**
     * It will not be told.
     *
     * @param reason in words, without the webhook's address and what it answered
     */
    record GivenUp(String reason) implements Outcome {}
}
