package io.vectrail.document;

import io.vectrail.runtime.config.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the operator lets a gateway document name. The document cannot widen it.
 *
 * @param hosts {@code host:port}, where the port may be {@code *} and the host may begin with {@code *.}
 * @param environmentPrefix beginning of the variables that credentials may come from; null: none may
 * @param credentialFolder folder of the files that credentials may come from; null: none may
 * @param literalCredentials whether a credential may stand in the document itself
 */
public record AllowList(
        List<String> hosts,
        @Nullable String environmentPrefix,
        @Nullable Path credentialFolder,
        boolean literalCredentials) {

    private static final Pattern FORM = Pattern.compile("(\\*\\.)?[A-Za-z0-9.\\-\\[\\]:]+:(\\*|[0-9]{1,5})");

    public AllowList {
        if (hosts == null || hosts.isEmpty()) {
            throw new IllegalArgumentException(
                    "allow.hosts is empty; name the providers' hosts, like api.openai.com:443");
        }
        for (String host : hosts) {
            if (!FORM.matcher(host).matches()) {
                throw new IllegalArgumentException(
                        "allow.hosts: \"" + host + "\" must be host:port, where the port may be *");
            }
        }
        hosts = List.copyOf(hosts);
    }

    /** @throws IllegalArgumentException when credentials may not come from a variable of this name */
    void checkVariable(String name) {
        if (environmentPrefix == null || !name.startsWith(environmentPrefix)) {
            throw new IllegalArgumentException("the variable's name must begin with "
                    + (environmentPrefix == null
                            ? "what allow.environmentPrefix names, and that is not set"
                            : environmentPrefix));
        }
    }

    boolean permits(URI target) {
        int port = Ports.of(target);
        String host = target.getHost().toLowerCase(Locale.ROOT);
        return hosts.stream().anyMatch(allowed -> permits(allowed.toLowerCase(Locale.ROOT), host, port));
    }

    private static boolean permits(String allowed, String host, int port) {
        int colon = allowed.lastIndexOf(':');
        String allowedHost = allowed.substring(0, colon);
        String allowedPort = allowed.substring(colon + 1);
        boolean hostFits =
                allowedHost.startsWith("*.") ? host.endsWith(allowedHost.substring(1)) : host.equals(allowedHost);
        return hostFits && (allowedPort.equals("*") || allowedPort.equals(Integer.toString(port)));
    }
}
