package io.vectrail.edge.identity;

import io.vectrail.edge.exchange.ClientCertificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which names of certificates are callers, and in which groups. Says one of the three kinds of name.
 *
 * @param spiffe {@code spiffe://prod.example/ns/*}{@code /sa/search}: a star is one whole segment of the path
 * @param dns {@code worker.example}, or {@code *.batch.example}, where the star is one whole label
 * @param email {@code ann@example.com}, or {@code *@example.com}
 * @param groups what rules match on
 */
public record CertificateRule(
        @Nullable SpiffeId spiffe,
        @Nullable String dns,
        @Nullable String email,
        List<String> groups) {

    private static final int MOST_GROUPS = 256;
    private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final Pattern DNS = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern LOCAL_PART = Pattern.compile("[A-Za-z0-9!#$%&'+/=?^_`{|}~.-]{1,64}");

    public CertificateRule(
            @Nullable SpiffeId spiffe, @Nullable String dns, @Nullable String email, @Nullable List<String> groups) {
        if ((spiffe == null ? 0 : 1) + (dns == null ? 0 : 1) + (email == null ? 0 : 1) != 1) {
            throw new IllegalArgumentException("needs one of spiffe, dns and email");
        }
        if (dns != null
                && !DNS.matcher(dns.startsWith("*.") ? dns.substring(2) : dns).matches()) {
            throw new IllegalArgumentException(
                    "dns must be a name in lower case, such as worker.example or *.batch.example");
        }
        if (email != null && !mail(email.startsWith("*@") ? "any" + email.substring(1) : email)) {
            throw new IllegalArgumentException("email must be an address, such as ann@example.com or *@example.com");
        }
        this.spiffe = spiffe;
        this.dns = dns;
        this.email = email;
        this.groups = groups == null ? List.of() : List.copyOf(groups);
        if (this.groups.size() > MOST_GROUPS) {
            throw new IllegalArgumentException("more than " + MOST_GROUPS + " groups; list fewer");
        }
    }

    /** The first name of this certificate that this is about. */
    Optional<String> nameIn(ClientCertificate certificate) {
        if (spiffe != null) {
            return certificate.uris().stream()
                    .filter(uri -> SpiffeId.of(uri).filter(spiffe::covers).isPresent())
                    .findFirst();
        }
        return dns != null
                ? certificate.dnsNames().stream().filter(this::isDns).findFirst()
                : certificate.emails().stream()
                        .filter(CertificateRule::mail)
                        .map(CertificateRule::lowerDomain)
                        .filter(this::isEmail)
                        .findFirst();
    }

    private boolean isDns(String name) {
        // A certificate for any name is nobody's.
        if (dns == null || !DNS.matcher(name).matches()) {
            return false;
        }
        return dns.startsWith("*.") ? dns.substring(1).equals(afterLabel(name)) : dns.equals(name);
    }

    private static String afterLabel(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }

    private boolean isEmail(String address) {
        if (email == null) {
            return false;
        }
        String wanted = lowerDomain(email);
        return wanted.startsWith("*@") ? address.endsWith(wanted.substring(1)) : wanted.equals(address);
    }

    private static boolean mail(String address) {
        int at = address.indexOf('@');
        return at > 0
                && LOCAL_PART.matcher(address.substring(0, at)).matches()
                && DNS.matcher(address.substring(at + 1).toLowerCase(Locale.ROOT))
                        .matches();
    }

    private static String lowerDomain(String address) {
        int at = address.indexOf('@');
        return address.substring(0, at) + address.substring(at).toLowerCase(Locale.ROOT);
    }
}
