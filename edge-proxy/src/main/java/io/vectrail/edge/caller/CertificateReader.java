package io.vectrail.edge.caller;

import io.vectrail.edge.exchange.ClientCertificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Takes from a certificate what stages may know of it. */
final class CertificateReader {

    private static final int EMAIL = 1;
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int MOST_ISSUER_CHARACTERS = 512;

    private CertificateReader() {}

    static ClientCertificate read(X509Certificate certificate) {
        List<String> uris = new ArrayList<>();
        List<String> dnsNames = new ArrayList<>();
        List<String> emails = new ArrayList<>();
        for (List<?> name : names(certificate)) {
            // The kind, then the name: a text, for these kinds.
            if (name.get(0) instanceof Integer kind && name.get(1) instanceof String text) {
                switch (kind) {
                    case EMAIL -> emails.add(text);
                    case DNS -> dnsNames.add(text.toLowerCase(Locale.ROOT));
                    case URI -> uris.add(text);
                    default -> {}
                }
            }
        }
        String issuer = certificate.getIssuerX500Principal().getName();
        return new ClientCertificate(
                uris,
                dnsNames,
                emails,
                issuer.substring(0, Math.min(issuer.length(), MOST_ISSUER_CHARACTERS)),
                certificate.getBasicConstraints() >= 0,
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /** None where they cannot be read: whoever is nobody on the list is refused. */
    private static Collection<List<?>> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
