package io.vectrail.edge.exchange;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The header in which a caller is told of an approval, and names it when it tries again. */
public final class ApprovalHeader {

    public static final String NAME = "X-Vectrail-Approval";

    private static final int ID_CHARACTERS = 36;

    private ApprovalHeader() {}

    /**
     * The approval that a request names; null where it names none.
     *
     * @throws RefusedException when that is no approval's id
     */
    public static @Nullable String named(Headers headers) {
        String value = headers.first(NAME);
        if (value == null) {
            return null;
        }
        try {
            String id = value.strip();
            if (id.length() == ID_CHARACTERS && UUID.fromString(id).toString().equals(id)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // As below: what was sent may be anything, and is not repeated.
        }
        throw new RefusedException(
                RefusalCode.INVALID_REQUEST,
                NAME + " is not an approval's id; send the one that a refusal had, or leave the header out");
    }
}
