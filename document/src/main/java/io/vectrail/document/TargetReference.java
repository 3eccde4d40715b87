package io.vectrail.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the targets that a document names, and the authorities that vouch for them, within what the operator allows. */
final class TargetReference {

    private static final long MOST_BYTES = 1 << 20;

    /**
     * In a path what an upstream, or a proxy before it, would make another path of: dotted segments, however they are written
     * and with whatever parameter, slashes and controls that are encoded, and what should be encoded and is not.
     */
    private static final Pattern UNCLEAR =
            Pattern.compile("/(?:\\.|%2e){1,2}(?:[/;]|$)|%2f|%5c|%[01][0-9a-f]|%7f|[^!-~]", Pattern.CASE_INSENSITIVE);

    private final AllowList allow;

    TargetReference(AllowList allow) {
        this.allow = allow;
    }

    /**
     * The targets.
     *
     * @param target the only one; null where several are listed
     * @param several in order of preference; null where there is one
     * @param ca PEM file in the operator's folder; null: the system's roots
     * @param http2 null: where there is TLS
     */
    Targets resolve(
            String connection,
            @Nullable URI target,
            @Nullable List<URI> several,
            @Nullable String ca,
            @Nullable Boolean http2) {
        if ((target == null) == (several == null)) {
            throw new IllegalArgumentException("needs target, or targets, and not both");
        }
        List<URI> uris = target == null ? List.copyOf(several) : List.of(target);
        uris.forEach(this::check);
        TrustedAuthorities authorities = ca == null ? null : authorities(ca);
        boolean encrypted = !uris.isEmpty() && "https".equals(uris.getFirst().getScheme());
        return new Targets(connection, uris, http2 == null ? encrypted : http2, authorities);
    }

    private void check(URI target) {
        boolean http = "http".equals(target.getScheme()) || "https".equals(target.getScheme());
        if (!http
                || target.getHost() == null
                || target.getQuery() != null
                || target.getFragment() != null
                || target.getUserInfo() != null) {
            throw new IllegalArgumentException("target must be like https://host or https://host:port/prefix");
        }
        if (target.getPort() == 0 || target.getPort() > 65_535) {
            throw new IllegalArgumentException("target: the port must be 1 to 65535");
        }
        if (UNCLEAR.matcher(target.getRawPath()).find()) {
            throw new IllegalArgumentException(
                    "target's path must be ASCII, any other character encoded, and must have no"
                            + " dotted segment and no encoded slash or control");
        }
        if (!allow.permits(target)) {
            throw new IllegalArgumentException(
                    "target " + target + " is not among the hosts that the edge's allow.hosts lists");
        }
    }

    private TrustedAuthorities authorities(String name) {
        Path folder = allow.credentialFolder();
        try {
            Path file = AllowedFile.in(folder, "ca", name);
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException("ca: " + name + " is larger than 1 MiB");
            }
            List<X509Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            return new TrustedAuthorities(name, certificates);
        } catch (IOException e) {
            throw new IllegalArgumentException("ca: the file cannot be read; put it into " + folder, e);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("ca: " + name + " holds no certificate that can be read", e);
        }
    }
}
