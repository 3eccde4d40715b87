package io.vectrail.replay.access.saml;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom an assertion is about.
 *
 * @param subject with the provider's prefix, as in {@code saml:alice}
 * @param groups at most 256, by their names here
 * @param assertion its id, by which it can be revoked
 * @param issued when
 * @param expires from when on it is no longer accepted; whoever was known by it may stay known for longer
 * @param nameId as the provider calls them, which a logout needs
 * @param sessionIndex of their session at the provider, which a logout needs; null: it has none
 * @param sessionEnds when that session ends at the latest; null: it does not say
 */
public record SamlIdentity(
        String subject,
        List<String> groups,
        String assertion,
        Instant issued,
        Instant expires,
        NameId nameId,
        @Nullable String sessionIndex,
        @Nullable Instant sessionEnds) {

    public SamlIdentity {
        groups = List.copyOf(groups);
    }

    /**
     * A name with what it is unique in (SAML 2.0 core, section 2.2.2).
     *
     * @param format a URI
     */
    public record NameId(
            String value,
            @Nullable String format,
            @Nullable String nameQualifier,
            @Nullable String spNameQualifier) {}
}
