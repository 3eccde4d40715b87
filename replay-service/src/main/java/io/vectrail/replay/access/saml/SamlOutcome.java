package io.vectrail.replay.access.saml;

/** What came of looking at an assertion. */
public sealed interface SamlOutcome {

    /** It is known whom it is about. */
    record Known(SamlIdentity identity) implements SamlOutcome {}

    /**
     * It is not to be trusted.
     *
     * @param reason for the service's log: it quotes nothing of the document
     */
    record Refused(String reason) implements SamlOutcome {}

    /**
     * It could not be looked at, by a fault of ours.
     *
     * @param reason for the service's log alone: it names files
     */
    record Unusable(String reason) implements SamlOutcome {}
}
