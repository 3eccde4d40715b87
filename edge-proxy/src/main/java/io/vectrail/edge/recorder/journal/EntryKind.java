package io.vectrail.edge.recorder.journal;

import org.jspecify.annotations.Nullable;

/**
 * What an entry says of its exchange. The codes stand on disk and never change.
 *
 * <pre>
 * RECEIVED ──► (HELD) ──► FORWARDING ──► ENDED
 *    │           │            │           ▲
 *    ├───────────┼────────────┼───────────┘
 *    └───────────┴────────────┴──► REFUSED, which is whole and may also stand alone
 * </pre>
 */
public enum EntryKind {
    /** A known caller's request has come; its body is not kept yet. Payload: AuditExchange. */
    RECEIVED(1),
    /** The request as it will be forwarded. Payload: AuditExchange. */
    FORWARDING(2),
    /** The exchange is over. Payload: ExchangeEnd. */
    ENDED(3),
    /** Refused, whole in one entry. Payload: AuditExchange. */
    REFUSED(4),
    /** It waits for people. Payload: ApprovalEvent, with its schema: it is rare, and the segment's header does not describe it. */
    HELD(5);

    private final byte code;

    EntryKind(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    /** True when nothing more comes of the exchange. */
    public boolean terminal() {
        return this == ENDED || this == REFUSED;
    }

    static @Nullable EntryKind of(byte code) {
        for (EntryKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        return null;
    }
}
