package io.vectrail.runtime.token;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a claim stands in a token: its name, as in {@code groups} or {@code https://example.com/groups}, or a JSON Pointer (RFC 6901) into
 * claims that hold others, as in {@code /realm_access/roles}. Immutable.
 */
public final class ClaimPath {

    private static final int MOST_CHARACTERS = 256;

    private final String written;
    private final List<String> steps;

    /** @throws IllegalArgumentException when it is empty or longer than 256 characters */
    @JsonCreator
    public ClaimPath(String written) {
        if (written.isBlank() || written.equals("/") || written.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a claim is a name, or a JSON Pointer such as /realm_access/roles, of 1 to 256 characters");
        }
        this.written = written;
        this.steps = written.startsWith("/")
                ? Arrays.stream(written.substring(1).split("/", -1))
                        .map(step -> step.replace("~1", "/").replace("~0", "~"))
                        .toList()
                : List.of(written);
    }

    /** What stands there; null where nothing does. */
    @Nullable
    Object in(JWTClaimsSet claims) {
        Object at = claims.getClaims();
        for (String step : steps) {
            at = at instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return at;
    }

    /**
     * The texts that stand there: those of an array, or the words of one text, as scopes are written. None where nothing stands;
     * empty where something else does.
     */
    Optional<List<String>> textsIn(JWTClaimsSet claims) {
        return switch (in(claims)) {
            case null -> Optional.of(List.of());
            case String text ->
                Optional.of(text.isBlank() ? List.of() : List.of(text.strip().split("\\s+")));
            case List<?> list
            when list.stream().allMatch(String.class::isInstance) ->
                Optional.of(list.stream().map(String.class::cast).toList());
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return written;
    }
}
