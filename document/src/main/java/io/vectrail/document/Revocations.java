package io.vectrail.document;

import io.vectrail.runtime.config.StrictYaml;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tokens and subjects of which nothing is taken any more, however well they verify. Immutable. */
public final class Revocations {

    public static final Revocations NONE = new Revocations(List.of());

    private final Set<String> tokens = new HashSet<>();

    /** By subject, the time of issue up to which nothing is taken. */
    private final Map<String, Instant> subjects = new HashMap<>();

    Revocations(List<WrittenRevocation> written) {
        for (WrittenRevocation each : written) {
            if (each.token() != null) {
                tokens.add(each.token());
            }
            if (each.subject() != null) {
                Instant before = each.issuedBefore() == null ? Instant.MAX : each.issuedBefore();
                subjects.merge(each.subject(), before, (one, other) -> one.isAfter(other) ? one : other);
            }
        }
    }

    /**
     * Those of a document that was published, for whoever needs nothing else of it.
     *
     * @throws io.vectrail.runtime.config.ConfigurationException when it is not such a document
     */
    public static Revocations in(byte[] published) {
        String text = new String(published, StandardCharsets.UTF_8);
        return new Revocations(StrictYaml.read("the document", text, DocumentReader.Written.class)
                .revoked());
    }

    /**
     * Whether nothing is taken of this one.
     *
     * @param subject unique across issuers
     * @param token its id; null where it has none
     * @param issued when it was; null where it does not say, so that it could have been at any time
     */
    public boolean revoked(String subject, @Nullable String token, @Nullable Instant issued) {
        if (token != null && tokens.contains(token)) {
            return true;
        }
        Instant before = subjects.get(subject);
        return before != null && (issued == null || issued.isBefore(before));
    }
}
