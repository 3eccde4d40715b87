package io.vectrail.edge.document;

import io.vectrail.provider.ProviderCodec;
import io.vectrail.provider.ProviderCodecs;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.config.StrictYaml;
import io.vectrail.runtime.digest.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a gateway document whole or not at all. A key that this version cannot enforce does not validate. */
public final class DocumentReader {

    private static final int MOST_CONNECTIONS = 1000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private final TargetReference targets;
    private final CredentialReference credentials;

    public DocumentReader(AllowList allow, Map<String, String> environment) {
        this.targets = new TargetReference(allow);
        this.credentials = new CredentialReference(allow, environment);
    }

    /** The document as written. */
    record Written(int version, List<WrittenConnection> connections) {

        Written {
            if (version != 1) {
                throw new IllegalArgumentException("version must be 1, not " + version);
            }
            if (connections == null || connections.isEmpty() || connections.size() > MOST_CONNECTIONS) {
                throw new IllegalArgumentException("connections must list 1 to " + MOST_CONNECTIONS);
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
            String credential,
            @Nullable List<String> models,
            @Nullable Limits limits) {

        WrittenConnection {
            if (name == null || !NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "name must be 1 to 63 of a-z, 0-9, dot, underscore and hyphen, and begin with a letter or digit");
            }
            if (provider == null || credential == null) {
                throw new IllegalArgumentException("connection " + name + " needs provider, a target and credential");
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
        return new GatewayDocument(Sha256.hex(bytes), connections);
    }

    private Connection connection(WrittenConnection written) {
        ProviderCodec codec = ProviderCodecs.of(written.provider())
                .orElseThrow(() -> new IllegalArgumentException(
                        "provider " + written.provider() + " is not one of " + ProviderCodecs.providers()));
        List<String> models = written.models() == null ? List.of() : written.models();
        return new Connection(
                written.name(),
                codec,
                targets.resolve(written.name(), written.target(), written.targets(), written.ca(), written.http2()),
                credentials.resolve(written.credential()),
                models.stream().map(ModelPattern::new).toList(),
                written.limits() == null ? Limits.DEFAULT : written.limits());
    }
}
