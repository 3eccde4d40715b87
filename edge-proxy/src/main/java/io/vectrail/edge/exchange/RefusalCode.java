package io.vectrail.edge.exchange;

import java.util.Locale;

/** Why a request is refused, with the status that callers see. DESIGN's table of errors. */
public enum RefusalCode {
    INVALID_REQUEST(400),
    UNAUTHENTICATED(401),
    NOT_PERMITTED(403),
    /** A rule of the document refuses it. */
    BLOCKED_BY_POLICY(403),
    /** Somebody was asked and refused it. */
    APPROVAL_REJECTED(403),
    /** Nobody decided while it waited. */
    APPROVAL_TIMEOUT(403),
    /** It can be decided on, and does not wait for it here. */
    APPROVAL_PENDING(403),
    UNKNOWN_CONNECTION(404),
    UNKNOWN_ROUTE(404),
    REQUEST_TOO_LARGE(413),
    RATE_LIMITED(429),
    /** As many requests wait for people as may. */
    TOO_MANY_HELD(429),
    UPSTREAM_UNREACHABLE(502),
    UPSTREAM_REJECTED_CREDENTIAL(502),
    /** The upstream said 200 with what is no answer of this route: what cannot be read is not released. */
    UPSTREAM_UNREADABLE(502),
    UPSTREAM_TIMEOUT(504),
    RECORDER_UNAVAILABLE(503),
    /** A fault of the gateway: an error means denied. */
    INTERNAL_ERROR(500);

    private final int status;

    RefusalCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** As it stands in errors and records. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True when people were asked, and it does not go on: the rule's decision stands. */
    public boolean approval() {
        return this == APPROVAL_REJECTED || this == APPROVAL_TIMEOUT || this == APPROVAL_PENDING;
    }

    /** True when the fault lies behind the gateway, not with the caller. */
    public boolean upstream() {
        return switch (this) {
            case UPSTREAM_UNREACHABLE, UPSTREAM_REJECTED_CREDENTIAL, UPSTREAM_UNREADABLE, UPSTREAM_TIMEOUT -> true;
            case INVALID_REQUEST,
                    UNAUTHENTICATED,
                    NOT_PERMITTED,
                    BLOCKED_BY_POLICY,
                    APPROVAL_REJECTED,
                    APPROVAL_TIMEOUT,
                    APPROVAL_PENDING,
                    UNKNOWN_CONNECTION,
                    UNKNOWN_ROUTE,
                    REQUEST_TOO_LARGE,
                    RATE_LIMITED,
                    TOO_MANY_HELD,
                    RECORDER_UNAVAILABLE,
                    INTERNAL_ERROR -> false;
        };
    }
}
