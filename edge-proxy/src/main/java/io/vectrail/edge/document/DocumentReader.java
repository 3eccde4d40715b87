package io.vectrail.edge.document;

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

    private static final int MOST_CONNECTIONS = 1000;
    private static final int MOST_POLICIES = 1000;

    private final TargetReference targets;
    private final CredentialReader credentials;

    /** @param unsealer opens sealed credentials; null: none validate */
    public DocumentReader(AllowList allow, Map<String, String> environment, @Nullable Unsealer unsealer) {
        this.targets = new TargetReference(allow);
        this.credentials = new CredentialReader(new CredentialReference(allow, environment, unsealer));
    }

    /** The document as written. */
    record Written(
            int version,
            List<WrittenConnection> connections,
            @Nullable List<Rule.Written> policies) {

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
    public GatewayDocument read(String name, byte[] bytes) {
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
        return new GatewayDocument(Sha256.hex(bytes), connections, rules(name, written, connections.keySet()));
    }

    private static List<Rule> rules(String name, Written written, Set<String> connections) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (Rule.Written policy : written.policies() == null ? List.<Rule.Written>of() : written.policies()) {
            Rule rule = policy.rule();
            if (!connections.containsAll(rule.connections())) {
                throw new ConfigurationException(
                        name + ": policy " + rule.name() + ": match.connections names one that is not there");
            }
            if (rules.put(rule.name(), rule) != null) {
                throw new ConfigurationException(name + ": policy " + rule.name() + ": stands twice");
            }
        }
        return List.copyOf(rules.values());
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
                models.stream().map(ModelPattern::new).toList(),
                passthrough.stream()
                        .map(route -> PassthroughRoute.of(route, codec, where))
                        .toList(),
                "allow".equals(written.notInspected()),
                written.limits() == null ? Limits.DEFAULT : written.limits());
    }
}
