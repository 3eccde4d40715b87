package io.vectrail.replay.publish;

import io.vectrail.event.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who changes something.
 *
 * @param subject of a token, or what acts by itself
 * @param address where the call came from; empty where a program acts by itself
 * @param apiToken the id of the API token that it was made with; null where it was not
 */
public record Actor(
        String subject, String address, @Nullable String apiToken) {

    /** What acts by itself here, in the life of what it acts on. */
    public static final String SERVICE = "replay-service";

    /** What else an access says of whoever made it: tokens of one name are told apart. */
    public List<Field> details() {
        return apiToken == null ? List.of() : List.of(new Field("token", apiToken));
    }
}
