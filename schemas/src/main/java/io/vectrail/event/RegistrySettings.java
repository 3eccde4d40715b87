package io.vectrail.event;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the schema registry is and how to sign in there.
 *
 * @param urls base addresses of Confluent's REST API, tried in turn; at least one
 * @param username for basic authentication, with {@code password}
 * @param password for basic authentication
 * @param bearer for bearer authentication
 * @param trustStore PKCS12 or JKS file with the certificates to trust; null: the system's
 * @param trustStorePassword opens {@code trustStore}
 */
public record RegistrySettings(
        List<URI> urls,
        @Nullable String username,
        @Nullable String password,
        @Nullable String bearer,
        @Nullable Path trustStore,
        @Nullable String trustStorePassword) {

    public RegistrySettings {
        if (urls == null || urls.isEmpty()) {
            throw new IllegalArgumentException("registry.urls needs at least one address");
        }
        if ((username == null) != (password == null)) {
            throw new IllegalArgumentException("registry.username and registry.password go together");
        }
        if (username != null && bearer != null) {
            throw new IllegalArgumentException("registry takes either username and password, or bearer");
        }
        urls = List.copyOf(urls);
    }

    /** One address, no credentials. */
    public static RegistrySettings at(String url) {
        return new RegistrySettings(List.of(URI.create(url)), null, null, null, null, null);
    }

    @Override
    public String toString() {
        return "RegistrySettings[urls=" + urls + "]";
    }
}
