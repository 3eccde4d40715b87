package io.vectrail.document.approval;

/** Whether somebody's consent counts. */
public enum Eligibility {
    /** It does. */
    ELIGIBLE,
    /** It is their own request. */
    REQUESTER,
    /** They are in none of the groups that may decide, or not yet. */
    NO_GROUP,
    /** Nobody may consent at this hour. */
    OUT_OF_HOURS,
    /** They must say why, and did not. */
    NO_REASON
}
