package io.vectrail.edge.exchange;

import java.time.Instant;
import java.util.List;

/**
 * What the certificate says that a client opened its connection with, once an authority that the operator believes has vouched for it.
 * Subject alternative names alone: a common name is free text.
 *
 * @param uris in the order of the certificate, as all names are
 * @param dnsNames in lower case
 * @param emails as they are written
 * @param issuer distinguished name of who signed it (RFC 2253), at most 512 characters
 * @param authority whether it may sign others, and so is nobody's that calls
 * @param from when its time began
 * @param until when it ends
 */
public record ClientCertificate(
        List<String> uris,
        List<String> dnsNames,
        List<String> emails,
        String issuer,
        boolean authority,
        Instant from,
        Instant until) {

    public ClientCertificate {
        uris = List.copyOf(uris);
        dnsNames = List.copyOf(dnsNames);
        emails = List.copyOf(emails);
    }
}
