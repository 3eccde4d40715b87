package io.vectrail.edge.identity;

import io.vectrail.runtime.token.IssuerSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who the clients are that show a certificate and no token.
 *
 * @param prefix goes before each subject, as {@code cert} in {@code cert:worker.example}; no issuer may have the same. Default: cert
 * @param subjects the first that is about one of a certificate's names counts; whoever is on none is refused
 */
public record CertificateSettings(String prefix, List<CertificateRule> subjects) {

    private static final int MOST_RULES = 1000;

    public CertificateSettings(@Nullable String prefix, @Nullable List<CertificateRule> subjects) {
        this.prefix = prefix == null ? "cert" : prefix;
        if (!this.prefix.matches("[A-Za-z0-9._-]{1,63}")) {
            throw new IllegalArgumentException("prefix must be 1 to 63 of A-Z, a-z, 0-9, dot, underscore, hyphen");
        }
        if (IssuerSettings.OWN_PREFIXES.contains(this.prefix)) {
            throw new IllegalArgumentException(
                    "prefix " + this.prefix + " is that of Vectrail's own keys or tokens; take another one");
        }
        if (subjects == null || subjects.isEmpty() || subjects.size() > MOST_RULES) {
            throw new IllegalArgumentException("subjects must list 1 to " + MOST_RULES + " names that are callers");
        }
        this.subjects = List.copyOf(subjects);
    }
}
