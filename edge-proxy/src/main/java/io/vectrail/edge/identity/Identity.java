package io.vectrail.edge.identity;

import io.vectrail.document.Revocations;
import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.ClientCertificate;
import io.vectrail.edge.exchange.Header;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a caller by what it shows: by its token where there is one, for then the certificate belongs to whoever forwards its calls;
 * by its certificate otherwise.
 */
public final class Identity {

    /** What a client gives to an SDK that insists on a key, when its certificate says who it is. Opens nothing by itself. */
    static final String NO_KEY = "client-certificate";

    private final TokenIdentity tokens;
    private final @Nullable CertificateIdentity certificates;

    /** @param certificates null: they name nobody */
    public Identity(TokenIdentity tokens, @Nullable CertificateIdentity certificates) {
        this.tokens = tokens;
        this.certificates = certificates;
    }

    /** As {@link TokenIdentity#identify}. */
    public CompletionStage<Caller> identify(Arrival arrival, Revocations revocations) {
        ClientCertificate certificate = arrival.certificate();
        if (certificates == null || certificate == null || showsToken(arrival)) {
            return tokens.identify(arrival, revocations);
        }
        CertificateIdentity identity = certificates;
        return CompletableFuture.completedFuture(arrival)
                .thenApply(asking -> identity.identify(asking, certificate, revocations));
    }

    /** Anything where a token belongs is one, good or not, but a signature that the caller's SDK makes with a key of its own. */
    private static boolean showsToken(Arrival arrival) {
        if (TokenIdentity.inQuery(arrival.query())) {
            return true;
        }
        for (Header field : arrival.headers().fields()) {
            if (CredentialHeaders.holdsToken(field.name())
                    && !CredentialHeaders.isSignature(field)
                    && !NO_KEY.equals(CredentialHeaders.token(field))) {
                return true;
            }
        }
        return false;
    }
}
