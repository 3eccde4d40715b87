package io.vectrail.document;

import io.vectrail.policy.rule.PresidioDetector;
import io.vectrail.runtime.config.Ports;
import io.vectrail.runtime.config.Problems;
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
    private final boolean files;

    /** @param files whether the operator's folder is here, so that files in it can be read */
    TargetReference(AllowList allow, boolean files) {
        this.allow = allow;
        this.files = files;
    }

    /**
     * The targets.
     *
     * @param target the only one; null where several are listed
     * @param several in order of preference; null where there is one
     * @param ca PEM file in the operator's folder; null: the system's roots
     * @param http2 null: where there is TLS
     * @param problems at the connection's place
     * @return null where they cannot be used
     */
    @Nullable
    Targets resolve(
            String connection,
            @Nullable URI target,
            @Nullable List<URI> several,
            @Nullable String ca,
            @Nullable Boolean http2,
            Problems problems) {
        if ((target == null) == (several == null)) {
            problems.add("needs target, or targets, and not both");
            return null;
        }
        Problems place = problems.at(target == null ? "targets" : "target");
        if (target != null) {
            place.attempt(() -> check(target));
        }
        for (int i = 0; several != null && i < several.size(); i++) {
            URI uri = several.get(i);
            place.at(i).attempt(() -> check(uri));
        }
        return resolve(connection, target == null ? several : List.of(target), ca, http2, place, problems);
    }

    /**
     * Where an analyzer is asked: as connections' upstreams are, within what the operator allows. A detector of the same types
     * elsewhere, in a document on trial, is another.
     *
     * @param problems at the detector's place
     * @return null where it cannot be asked
     */
    @Nullable
    Targets resolve(PresidioDetector detector, Problems problems) {
        Problems place = problems.at("presidio");
        place.attempt(() -> check(detector.presidio()));
        String name = detector.name() + " at " + detector.presidio();
        return resolve(name, List.of(detector.presidio()), detector.ca(), false, place, problems);
    }

    private @Nullable Targets resolve(
            String name,
            List<URI> uris,
            @Nullable String ca,
            @Nullable Boolean http2,
            Problems place,
            Problems problems) {
        TrustedAuthorities authorities =
                ca == null || !files ? null : problems.at("ca").take(() -> authorities(ca));
        if (!place.isEmpty()) {
            return null;
        }
        boolean encrypted = !uris.isEmpty() && "https".equals(uris.getFirst().getScheme());
        problems.at("ca").check(ca == null || encrypted, "is for https targets; leave it out, or use https");
        return place.take(
                () -> new Targets(name, uris, http2 == null ? encrypted : http2, encrypted ? authorities : null));
    }

    private void check(URI target) {
        boolean http = "http".equals(target.getScheme()) || "https".equals(target.getScheme());
        if (!http
                || target.getHost() == null
                || target.getQuery() != null
                || target.getFragment() != null
                || target.getUserInfo() != null) {
            throw new IllegalArgumentException("must be like https://host or https://host:port/prefix");
        }
        if (target.getPort() == 0 || target.getPort() > 65_535) {
            throw new IllegalArgumentException("the port must be 1 to 65535");
        }
        if (UNCLEAR.matcher(target.getRawPath()).find()) {
            throw new IllegalArgumentException("its path must be ASCII, any other character encoded, and must have no"
                    + " dotted segment and no encoded slash or control");
        }
        if (!allow.permits(target)) {
            throw new IllegalArgumentException(target.getHost() + ":" + Ports.of(target)
                    + " is not among the hosts that the edge's allow.hosts lists");
        }
    }

    private TrustedAuthorities authorities(String name) {
        Path folder = allow.credentialFolder();
        try {
            Path file = AllowedFile.in(folder, name);
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException(name + " is larger than 1 MiB");
            }
            List<X509Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            return new TrustedAuthorities(name, certificates);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file cannot be read; put it into " + folder, e);
        } catch (CertificateException e) {
            throw new IllegalArgumentException(name + " holds no certificate that can be read", e);
        }
    }
}
