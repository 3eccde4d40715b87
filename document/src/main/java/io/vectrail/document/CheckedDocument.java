package io.vectrail.document;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.policy.rule.PresidioDetector;
import io.vectrail.policy.rule.RuleSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway does, as one immutable snapshot.
 *
 * @param hash SHA-256 of the document's bytes, lower-case hex; stands in every record
 * @param connections by name
 * @param rules its policies, and what finds what they look for
 * @param analyzers where those are that find some of it elsewhere
 * @param revocations whom nothing is taken of
 * @param risk how scores are made, and what they are called
 * @param trial what is evaluated beside and never enforced; null where there is nothing
 */
public record CheckedDocument(
        String hash,
        Map<String, Connection> connections,
        RuleSet rules,
        Map<PresidioDetector, Targets> analyzers,
        Revocations revocations,
        RiskSettings risk,
        @Nullable Trial trial) {

    /** Of an edge that has no document yet: it knows no connection, so that nothing passes. */
    public static final CheckedDocument NONE = new CheckedDocument("", Map.of(), RuleSet.NONE);

    public CheckedDocument {
        connections = Map.copyOf(connections);
        analyzers = Map.copyOf(analyzers);
    }

    /** A document that names no analyzer. */
    public CheckedDocument(String hash, Map<String, Connection> connections, RuleSet rules) {
        this(hash, connections, rules, Map.of(), Revocations.NONE, RiskSettings.DEFAULT, null);
    }

    /** Where a detector of this document, or of the one on trial, is asked. */
    public Targets analyzer(PresidioDetector detector) {
        return Objects.requireNonNull(allAnalyzers().get(detector), "a detector of another document");
    }

    /** Where the detectors elsewhere of this document and of the one on trial are. */
    public Map<PresidioDetector, Targets> allAnalyzers() {
        if (trial == null || trial.analyzers().isEmpty()) {
            return analyzers;
        }
        Map<PresidioDetector, Targets> all = new HashMap<>(trial.analyzers());
        all.putAll(analyzers);
        return all;
    }

    /**
     * A document in shadow: of it the policies count alone.
     *
     * @param hash SHA-256 of its bytes, lower-case hex
     * @param rules none of which is enforced
     * @param analyzers where those are that find something for them elsewhere
     */
    public record Trial(String hash, RuleSet rules, Map<PresidioDetector, Targets> analyzers) {

        public Trial {
            analyzers = Map.copyOf(analyzers);
        }
    }

    /** The connection of this name, or null. */
    public @Nullable Connection connection(String name) {
        return connections.get(name);
    }

    /** This one as a document in shadow. */
    public Trial onTrial() {
        Map<PresidioDetector, Targets> own = new HashMap<>();
        // With places and connections of their own, so that a trial takes nothing of what the document in force has.
        analyzers.forEach((detector, targets) -> own.put(detector, targets.named(targets.connection() + ", on trial")));
        return new Trial(hash, rules.inShadow(), own);
    }

    /** The same document with another on trial beside it. */
    public CheckedDocument beside(@Nullable Trial other) {
        return new CheckedDocument(hash, connections, rules, analyzers, revocations, risk, other);
    }

    /** Whether any policy, one on trial included, looks into texts. */
    public boolean reading() {
        return rules.reading() || (trial != null && trial.rules().reading());
    }

    /** Whether any policy, one on trial included, counts tokens. */
    public boolean countsTokens() {
        return rules.countsTokens() || (trial != null && trial.rules().countsTokens());
    }
}
