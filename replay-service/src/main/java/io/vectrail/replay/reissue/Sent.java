package io.vectrail.replay.reissue;

/** What came of sending a request again. */
sealed interface Sent {

    /**
     * The edge released an answer.
     *
     * @param exchange the new one's id
     */
    record Released(String exchange) implements Sent {}

    /**
     * The edge, or the provider, refused it.
     *
     * @param exchange the new one's id; empty where the edge gave none
     */
    record Refused(int status, String exchange) implements Sent {}

    /**
     * There was no answer.
     *
     * @param reason why, and what to do
     */
    record Failed(String reason) implements Sent {}
}
