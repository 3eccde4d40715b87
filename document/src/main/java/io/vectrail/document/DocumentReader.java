package io.vectrail.document;

import io.vectrail.policy.rule.CustomDetector;
import io.vectrail.policy.rule.MaskKey;
import io.vectrail.policy.rule.NamePattern;
import io.vectrail.policy.rule.Rule;
import io.vectrail.policy.rule.RuleSet;
import io.vectrail.policy.rule.WrittenRule;
import io.vectrail.provider.CredentialForm;
import io.vectrail.provider.ProviderCodec;
import io.vectrail.provider.ProviderCodecs;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.config.Names;
import io.vectrail.runtime.config.StrictYaml;
import io.vectrail.runtime.digest.Sha256;
import io.vectrail.runtime.sealing.SealBinding;
import io.vectrail.runtime.sealing.Unsealer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a gateway document whole or not at all. A key that this version cannot enforce does not validate. */
public final class DocumentReader {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_CONNECTIONS = 1000;
    private static final int MOST_POLICIES = 1000;
    private static final int MOST_DETECTORS = 1000;

    private final TargetReference targets;
    private final CredentialReader credentials;
    private final @Nullable MaskKey maskKey;

    /**
     * A reader of documents within what the operator allows.
     *
     * @param unsealer opens sealed credentials; null: none validate
     * @param maskKey of masks that are hashes; null: none validate
     */
    public DocumentReader(
            AllowList allow, Map<String, String> environment, @Nullable Unsealer unsealer, @Nullable MaskKey maskKey) {
        this.maskKey = maskKey;
        this.targets = new TargetReference(allow);
        this.credentials = new CredentialReader(new CredentialReference(allow, environment, unsealer));
    }

    /** The document as written. */
    record Written(
            int version,
            List<WrittenConnection> connections,
            @Nullable List<WrittenRule> policies,
            @Nullable List<CustomDetector> detectors) {

        Written {
            if (version != 1) {
                throw new IllegalArgumentException("version must be 1, not " + version);
            }
            if (connections == null || connections.isEmpty() || connections.size() > MOST_CONNECTIONS) {
                throw new IllegalArgumentException("connections must list 1 to " + MOST_CONNECTIONS);
            }
            if (policies != null && policies.size() > MOST_POLICIES) {
                throw new IllegalArgumentException("policies must list at most " + MOST_POLICIES);
            }
            if (detectors != null && detectors.size() > MOST_DETECTORS) {
                throw new IllegalArgumentException("detectors must list at most " + MOST_DETECTORS);
            }
            connections = List.copyOf(connections);
        }
    }

    /** A connection as written. */
    record WrittenConnection(
            String name,
            String provider,
            @Nullable URI target,
            @Nullable List<URI> targets,
            @Nullable String ca,
            @Nullable Boolean http2,
            @Nullable String credential,
            @Nullable List<WrittenCredential> credentials,
            @Nullable List<String> models,
            @Nullable Map<String, String> codec,
            @Nullable List<String> passthrough,
            @Nullable String notInspected,
            @Nullable Limits limits) {

        WrittenConnection {
            Names.check("name", name);
            if (provider == null) {
                throw new IllegalArgumentException("connection " + name + " needs provider");
            }
            if ((credential == null) == (credentials == null)) {
                throw new IllegalArgumentException("connection " + name
                        + " needs either credential or credentials; credential: none where its provider asks for none");
            }
            if (notInspected != null && !notInspected.equals("allow") && !notInspected.equals("deny")) {
                throw new IllegalArgumentException("connection " + name
                        + ": notInspected must be allow or deny (token ids that cannot be decoded)");
            }
        }

        @Override
        public String toString() {
            return "WrittenConnection[" + name + "]";
        }
    }

    /**
     * Reads a document.
     *
     * @param name how errors call it
     * @param bytes as published: their SHA-256 is its hash
     * @throws ConfigurationException when it does not validate; says where
     */
    public CheckedDocument read(String name, byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new ConfigurationException(name + ": is larger than 1 MiB");
        }
        Written written = StrictYaml.read(name, new String(bytes, StandardCharsets.UTF_8), Written.class);
        Map<String, Connection> connections = new LinkedHashMap<>();
        for (WrittenConnection connection : written.connections()) {
            try {
                if (connections.put(connection.name(), connection(connection)) != null) {
                    throw new IllegalArgumentException("stands twice");
                }
            } catch (IllegalArgumentException e) {
                throw new ConfigurationException(name + ": connection " + connection.name() + ": " + e.getMessage());
            }
        }
        return new CheckedDocument(Sha256.hex(bytes), connections, rules(name, written, connections.keySet()));
    }

    private RuleSet rules(String name, Written written, Set<String> connections) {
        List<WrittenRule> policies = written.policies() == null ? List.of() : written.policies();
        List<CustomDetector> detectors = written.detectors() == null ? List.of() : written.detectors();
        try {
            RuleSet rules = RuleSet.of(policies, detectors, maskKey);
            for (Rule rule : rules.rules()) {
                if (!connections.containsAll(rule.match().connections())) {
                    throw new IllegalArgumentException(
                            "policy " + rule.name() + ": match.connections names one that is not there");
                }
            }
            return rules;
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(name + ": " + e.getMessage());
        }
    }

    private Connection connection(WrittenConnection written) {
        ProviderCodec codec = ProviderCodecs.of(
                        written.provider(), written.codec() == null ? Map.of() : written.codec())
                .orElseThrow(() -> new IllegalArgumentException(
                        "provider " + written.provider() + " is not one of " + ProviderCodecs.providers()));
        List<String> passthrough = written.passthrough() == null ? List.of() : written.passthrough();
        List<String> models = written.models() == null ? List.of() : written.models();
        Targets where =
                targets.resolve(written.name(), written.target(), written.targets(), written.ca(), written.http2());
        if (codec.credentialForm() == CredentialForm.AWS_SIGNATURE) {
            where.uris().forEach(target -> AwsRegion.of(target, codec));
        }
        return new Connection(
                written.name(),
                codec,
                where,
                credentials.read(
                        written.credential(),
                        written.credentials(),
                        SealBinding.of(written.name(), where.uris()),
                        CredentialReading.of(codec.credentialForm())),
                models.stream().map(NamePattern::new).toList(),
                passthrough.stream()
                        .map(route -> PassthroughRoute.of(route, codec, where))
                        .toList(),
                "allow".equals(written.notInspected()),
                written.limits() == null ? Limits.DEFAULT : written.limits());
    }
}
