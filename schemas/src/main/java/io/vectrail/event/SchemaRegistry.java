package io.vectrail.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The part of Confluent's schema registry API that a producer and a consumer need. Thread-safe; what it learned once it
 * keeps, since an id never changes its meaning. Each call tries each address once, within 5 s each.
 */
public final class SchemaRegistry implements AutoCloseable {

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_IDS = 10_000;

    private final ObjectMapper json = new ObjectMapper();
    private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();
    private final RegistrySettings settings;
    private final HttpClient http;

    /** @throws IllegalArgumentException when the trust store cannot be read */
    public SchemaRegistry(RegistrySettings settings) {
        this.settings = settings;
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(PATIENCE).version(HttpClient.Version.HTTP_1_1);
        if (settings.trustStore() != null) {
            builder.sslContext(trusting(settings.trustStore(), settings.trustStorePassword()));
        }
        this.http = builder.build();
    }

    /**
     * Registers the schema under the subject, FULL_TRANSITIVE, and returns its id. Idempotent.
     *
     * @throws RegistryException when the registry refuses (the schema is not compatible) or does not answer
     */
    public int register(String subject, Schema schema) {
        String name = URLEncoder.encode(subject, StandardCharsets.UTF_8);
        send("PUT", "/config/" + name, Map.of("compatibility", "FULL_TRANSITIVE"));
        JsonNode answer = send("POST", "/subjects/" + name + "/versions", Map.of("schema", schema.toString()));
        int id = answer.path("id").asInt(-1);
        if (id < 0) {
            throw new RegistryException("the registry's answer to a registration has no id", true, null);
        }
        return id;
    }

    /**
     * The schema that has this id.
     *
     * @throws RegistryException permanent when the registry does not know the id
     */
    public Schema schema(int id) {
        Schema known = byId.get(id);
        if (known != null) {
            return known;
        }
        JsonNode answer = send("GET", "/schemas/ids/" + id, null);
        Schema schema = parse(id, answer.path("schema").asText());
        if (byId.size() < MOST_IDS) {
            byId.put(id, schema);
        }
        return schema;
    }

    @Override
    public void close() {
        http.close();
    }

    private static Schema parse(int id, String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (RuntimeException e) {
            throw new RegistryException("schema " + id + " is not an Avro schema", true, e);
        }
    }

    private JsonNode send(String method, String path, @Nullable Map<String, String> body) {
        RegistryException last = null;
        for (URI base : settings.urls()) {
            try {
                return sendTo(base, method, path, body);
            } catch (RegistryException e) {
                if (e.permanent()) {
                    throw e;
                }
                last = e;
            }
        }
        throw Objects.requireNonNull(last);
    }

    private JsonNode sendTo(URI base, String method, String path, @Nullable Map<String, String> body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(PATIENCE)
                    .header("Accept", MEDIA_TYPE)
                    .header("Content-Type", MEDIA_TYPE)
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
            authorize(request);
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return read(response, method + " " + path);
        } catch (IOException e) {
            throw new RegistryException(
                    "the schema registry at " + base + " does not answer; check registry.urls", false, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException("interrupted while asking the schema registry", false, e);
        }
    }

    private JsonNode read(HttpResponse<byte[]> response, String call) throws IOException {
        int status = response.statusCode();
        if (status / 100 == 2) {
            try {
                return json.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new RegistryException("the registry answered " + call + " with what is not JSON", false, e);
            }
        }
        // 404 on an id and 409/422 on a schema stay as they are; 401, 403, 429 and 5xx may pass.
        boolean permanent = status == 404 || status == 409 || status == 422;
        throw new RegistryException("the registry answered " + call + " with status " + status, permanent, null);
    }

    private void authorize(HttpRequest.Builder request) {
        if (settings.bearer() != null) {
            request.header("Authorization", "Bearer " + settings.bearer());
        } else if (settings.username() != null) {
            byte[] pair = (settings.username() + ":" + settings.password()).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }
    }

    private static SSLContext trusting(Path file, @Nullable String password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(in, password == null ? null : password.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("registry.trustStore " + file + " cannot be read", e);
        }
    }
}
