package io.vectrail.edge.identity;

import io.vectrail.document.Revocations;
import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.ClientCertificate;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.event.Authentication;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Identifies a caller by the certificate that its connection was opened with: by one of its subject alternative names, and never by its
 * common name, which is free text.
 *
 * <p>Source of what an SVID is: the X.509-SVID standard of SPIFFE, sections 2, 4 and 5.
 */
public final class CertificateIdentity {

    private static final int MOST_CHARACTERS = 256;

    private final CertificateSettings settings;

    public CertificateIdentity(CertificateSettings settings) {
        this.settings = settings;
    }

    /** Who this is. @throws RefusedException when that is nobody: {@code unauthenticated} */
    Caller identify(Arrival arrival, ClientCertificate certificate, Revocations revocations) {
        checkIsCallers(certificate, arrival.at());
        for (CertificateRule rule : settings.subjects()) {
            Optional<String> name = rule.nameIn(certificate);
            if (name.isPresent()) {
                return caller(name.get(), rule, certificate, revocations);
            }
        }
        throw refused(
                "none of its names is on the list of this gateway; ask its operator to add it under certificates.subjects");
    }

    private static void checkIsCallers(ClientCertificate certificate, Instant now) {
        // Believed when the connection was opened, which may be long ago.
        if (now.isAfter(certificate.until())) {
            throw refused("it has expired; connect anew with the next one");
        }
        List<String> uris = certificate.uris();
        if (uris.stream().noneMatch(uri -> uri.regionMatches(true, 0, "spiffe:", 0, 7))) {
            return;
        }
        if (uris.size() > 1) {
            throw refused("it has a SPIFFE id and another URI beside it; it must have one alone");
        }
        if (certificate.authority()) {
            throw refused("it has a SPIFFE id but signs other certificates; show the one of the workload");
        }
    }

    private Caller caller(String name, CertificateRule rule, ClientCertificate certificate, Revocations revocations) {
        String subject = settings.prefix() + ":" + name;
        if (subject.length() > MOST_CHARACTERS) {
            throw refused("its name is longer than " + MOST_CHARACTERS + " characters");
        }
        if (revocations.revoked(subject, null, certificate.from())) {
            throw refused("it was revoked");
        }
        String issuer =
                SpiffeId.of(name).map(id -> SpiffeId.SCHEME + id.trustDomain()).orElse(certificate.issuer());
        return new Caller.Identified(subject, issuer, rule.groups(), null, Authentication.MTLS);
    }

    private static RefusedException refused(String reason) {
        return new RefusedException(RefusalCode.UNAUTHENTICATED, "the certificate is not accepted: " + reason);
    }
}
