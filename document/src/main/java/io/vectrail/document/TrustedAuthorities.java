package io.vectrail.document;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Whom a connection believes who its targets are, in the place of the system's roots.
 *
 * @param name of the file that they came from
 * @param certificates at least one
 */
public record TrustedAuthorities(String name, List<X509Certificate> certificates) {

    public TrustedAuthorities {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException(name + " holds no certificate; it must be a PEM file");
        }
    }

    /** The name alone: certificates print over pages. */
    @Override
    public String toString() {
        return "TrustedAuthorities[" + name + "]";
    }
}
