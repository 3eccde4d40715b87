package io.vectrail.document;

import io.vectrail.document.risk.AlertSettings;
import io.vectrail.document.risk.RiskSettings;
import io.vectrail.document.risk.WrittenRisk;
import io.vectrail.policy.rule.MaskKey;
import io.vectrail.policy.rule.Match;
import io.vectrail.policy.rule.PresidioDetector;
import io.vectrail.policy.rule.RuleSet;
import io.vectrail.policy.rule.WrittenDetector;
import io.vectrail.policy.rule.WrittenRule;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.config.Problem;
import io.vectrail.runtime.config.Problems;
import io.vectrail.runtime.config.StrictYaml;
import io.vectrail.runtime.digest.Sha256;
import io.vectrail.runtime.sealing.Unsealer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a gateway document whole or not at all, and tells all that is wrong with it. A key that this version cannot enforce does not
 * validate.
 */
public final class DocumentReader {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_CONNECTIONS = 1000;
    private static final int MOST_POLICIES = 1000;
    private static final int MOST_DETECTORS = 1000;
    private static final int MOST_ANALYZERS = 16;
    private static final int MOST_REVOKED = 10_000;

    /** Of names that an error lists, since there may be a thousand. */
    private static final int MOST_LISTED = 20;

    private final TargetReference targets;
    private final ConnectionReader connections;
    private final @Nullable MaskKey maskKey;

    /** Those that policies may name; null: it is not known here which there are, and any will do. */
    private final @Nullable WebhookNames webhooks;

    /**
     * A reader of documents within what the operator allows.
     *
     * @param unsealer opens sealed credentials; null: none validate
     * @param maskKey of masks that are hashes; null: none validate
     */
    public DocumentReader(
            AllowList allow, Map<String, String> environment, @Nullable Unsealer unsealer, @Nullable MaskKey maskKey) {
        this(
                new TargetReference(allow, true),
                new CredentialReader(new CredentialReference(allow, environment, unsealer)),
                maskKey,
                null);
    }

    private DocumentReader(
            TargetReference targets,
            CredentialReader credentials,
            @Nullable MaskKey maskKey,
            @Nullable WebhookNames webhooks) {
        this.targets = targets;
        this.connections = new ConnectionReader(targets, credentials);
        this.maskKey = maskKey;
        this.webhooks = webhooks;
    }

    /**
     * A reader that only checks documents, where nobody has credentials, the folder that they lie in, or keys. What it reads cannot
     * be used to call anybody.
     *
     * @param allow as the edges have it
     * @param sealed whether the edges can open sealed credentials
     * @param masks whether the edges have a key of masks that are hashes
     * @param webhooks those that the replay service has, by name; null: that is not known here
     */
    public static DocumentReader checking(
            AllowList allow, boolean sealed, boolean masks, @Nullable Set<String> webhooks) {
        return new DocumentReader(
                new TargetReference(allow, false),
                new CredentialReader(new CredentialForms(allow, sealed)),
                masks ? new MaskKey("a key of checks alone".getBytes(StandardCharsets.UTF_8)) : null,
                webhooks == null ? null : new WebhookNames(webhooks));
    }

    /** The document as written. */
    record Written(
            int version,
            List<WrittenConnection> connections,
            List<WrittenRule> policies,
            List<WrittenDetector> detectors,
            List<WrittenRevocation> revoked,
            @Nullable WrittenRisk risk,
            AlertSettings.@Nullable Written alerts) {

        Written(
                int version,
                @Nullable List<WrittenConnection> connections,
                @Nullable List<WrittenRule> policies,
                @Nullable List<WrittenDetector> detectors,
                @Nullable List<WrittenRevocation> revoked,
                @Nullable WrittenRisk risk,
                AlertSettings.@Nullable Written alerts) {
            this.version = version;
            this.connections = connections == null ? List.of() : List.copyOf(connections);
            this.policies = policies == null ? List.of() : List.copyOf(policies);
            this.detectors = detectors == null ? List.of() : List.copyOf(detectors);
            this.revoked = revoked == null ? List.of() : List.copyOf(revoked);
            this.risk = risk;
            this.alerts = alerts;
        }

        /** @param problems where it is noted what is so large, or so new, that nothing else is looked at */
        void check(Problems problems) {
            problems.at("version").check(version == 1, "must be 1");
            problems.at("connections")
                    .check(
                            !connections.isEmpty() && connections.size() <= MOST_CONNECTIONS,
                            "must list 1 to " + MOST_CONNECTIONS);
            problems.at("policies").check(policies.size() <= MOST_POLICIES, "must list at most " + MOST_POLICIES);
            problems.at("revoked").check(revoked.size() <= MOST_REVOKED, "must list at most " + MOST_REVOKED);
            problems.at("detectors").check(detectors.size() <= MOST_DETECTORS, "must list at most " + MOST_DETECTORS);
            problems.at("detectors")
                    .check(
                            detectors.stream()
                                            .filter(detector -> detector.presidio() != null)
                                            .count()
                                    <= MOST_ANALYZERS,
                            "must list at most " + MOST_ANALYZERS + " with presidio; join their types");
        }
    }

    /**
     * Reads a document that must validate.
     *
     * @param name how errors call it
     * @param bytes as published: their SHA-256 is its hash
     * @throws ConfigurationException when it does not; a line for each problem says where
     */
    public CheckedDocument read(String name, byte[] bytes) {
        return switch (check(bytes)) {
            case DocumentCheck.Valid valid -> valid.document();
            case DocumentCheck.Refused refused ->
                throw new ConfigurationException(refused.problems().stream()
                        .map(problem -> problem.text(name))
                        .collect(Collectors.joining("\n")));
        };
    }

    /**
     * Reads a document that may not validate.
     *
     * @param bytes as they are to be published
     */
    public DocumentCheck check(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            return new DocumentCheck.Refused(List.of(new Problem(0, "", "is larger than 1 MiB")));
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new DocumentCheck.Refused(List.of(new Problem(0, "", "is not UTF-8; save it as UTF-8")));
        }
        Problems problems = new Problems();
        Written written = StrictYaml.read(text, Written.class, problems);
        if (written != null) {
            written.check(problems);
        }
        if (written == null || !problems.isEmpty()) {
            return new DocumentCheck.Refused(problems.in(text));
        }
        Map<String, Connection> byName = connections(written.connections(), problems.at("connections"));
        RuleSet rules = RuleSet.of(written.policies(), written.detectors(), maskKey, problems);
        Map<PresidioDetector, Targets> analyzers = analyzers(written.detectors(), problems.at("detectors"));
        checkReferences(written, problems.at("policies"));
        RiskSettings risk = WrittenRisk.settings(written.risk(), written.alerts(), problems);
        if (webhooks != null) {
            webhooks.check(written.policies(), problems.at("policies"));
            webhooks.named(risk.alerts().webhooks(), problems.at("alerts").at("webhooks"));
        }
        for (int i = 0; i < written.revoked().size(); i++) {
            written.revoked().get(i).check(problems.at("revoked").at(i));
        }
        return problems.isEmpty()
                ? new DocumentCheck.Valid(new CheckedDocument(
                        Sha256.hex(bytes), byName, rules, analyzers, new Revocations(written.revoked()), risk, null))
                : new DocumentCheck.Refused(problems.in(text));
    }

    private Map<String, Connection> connections(List<WrittenConnection> written, Problems problems) {
        Map<String, Connection> byName = new LinkedHashMap<>();
        Map<String, Problems> places = new HashMap<>();
        for (int i = 0; i < written.size(); i++) {
            Problems here = problems.at(i);
            Connection connection = connections.read(written.get(i), here);
            String name = written.get(i).name();
            Problems first = name == null ? null : places.putIfAbsent(name, here);
            if (first != null) {
                here.at("name").add("stands twice; " + first.key() + " has it, too");
            }
            if (connection != null) {
                byName.put(connection.name(), connection);
            }
        }
        return byName;
    }

    private Map<PresidioDetector, Targets> analyzers(List<WrittenDetector> written, Problems problems) {
        Map<PresidioDetector, Targets> analyzers = new LinkedHashMap<>();
        for (int i = 0; i < written.size(); i++) {
            if (written.get(i).detector() instanceof PresidioDetector presidio) {
                Targets where = targets.resolve(presidio, problems.at(i));
                if (where != null) {
                    analyzers.put(presidio, where);
                }
            }
        }
        return analyzers;
    }

    /** Whether the connections that policies name are there, be they as they may. */
    private static void checkReferences(Written written, Problems problems) {
        Set<String> names = written.connections().stream()
                .map(connection -> String.valueOf(connection.name()))
                .collect(Collectors.toCollection(TreeSet::new));
        for (int i = 0; i < written.policies().size(); i++) {
            Match.Written match = written.policies().get(i).match();
            List<String> asked = match == null || match.connections() == null ? List.of() : match.connections();
            for (int j = 0; j < asked.size(); j++) {
                problems.at(i)
                        .at("match")
                        .at("connections")
                        .at(j)
                        .check(
                                names.contains(asked.get(j)),
                                "names a connection that is not there; there are "
                                        + names.stream().limit(MOST_LISTED).collect(Collectors.joining(", ")));
            }
        }
    }
}
