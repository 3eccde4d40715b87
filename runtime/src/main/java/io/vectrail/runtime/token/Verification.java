package io.vectrail.runtime.token;

/** What came of looking at a token. */
public sealed interface Verification {

    /** Signed by a known issuer, for us, and in time. */
    record Verified(VerifiedToken token) implements Verification {}

    /** Not to be trusted. The reason never quotes the token. */
    record Rejected(String reason) implements Verification {}

    /** Not looked at, since too many others are. It may be good. */
    record Busy(String reason) implements Verification {}
}
