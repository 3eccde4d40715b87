package io.vectrail.streams.risk;

import io.vectrail.streams.profile.Profile;

/**
 * What an exchange came to.
 *
 * @param profile the caller's, with the exchange
 * @param caller what is left of the caller's signals, with the exchange
 * @param session what is left of the session's, with the exchange
 * @param ofExchange the exchange's score
 * @param ofSession its session's
 * @param ofCaller its caller's
 * @param callerBefore the caller's score just before it: decayed, by the same weights
 */
public record Scored(
        Profile profile,
        Strengths caller,
        Strengths session,
        Weighed ofExchange,
        Weighed ofSession,
        Weighed ofCaller,
        Weighed callerBefore) {}
