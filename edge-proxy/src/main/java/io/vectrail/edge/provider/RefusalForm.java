package io.vectrail.edge.provider;

import io.vectrail.document.Connection;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.Release;
import io.vectrail.edge.identity.Caller;
import io.vectrail.event.BodyState;
import io.vectrail.event.Decision;
import io.vectrail.provider.ErrorAnswer;
import io.vectrail.provider.ProviderCodec;
import io.vectrail.provider.ProviderCodecs;
import io.vectrail.provider.ProviderError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gives a refusal the form of the connection's provider; where the connection is not known, OpenAI's, which most SDKs read. */
public final class RefusalForm {

    private static final ProviderCodec DEFAULT =
            ProviderCodecs.of("openai", Map.of()).orElseThrow(() -> new IllegalStateException("no codec for openai"));

    private RefusalForm() {}

    public static Release release(Exchange exchange, Refusal refusal) {
        int status = refusal.code().status();
        ErrorAnswer error =
                codec(exchange).error(new ProviderError(status, refusal.code().code(), refusal.message()));
        List<Header> headers = new ArrayList<>();
        error.headers().forEach((name, value) -> headers.add(new Header(name, value)));
        headers.add(new Header("Content-Type", "application/json"));
        if (refusal.code() == RefusalCode.UNAUTHENTICATED) {
            headers.add(new Header("WWW-Authenticate", "Bearer realm=\"vectrail\""));
        }
        if (status == 429 || refusal.code() == RefusalCode.RECORDER_UNAVAILABLE) {
            headers.add(new Header("Retry-After", Long.toString(refusal.retryAfterSeconds())));
        }
        return new Release(
                status,
                new Headers(headers),
                error.bytes(),
                BodyState.VERBATIM,
                decision(exchange, refusal),
                exchange.outbound().nanos(),
                exchange.heldNanos(),
                exchange.caller() instanceof Caller.Anonymous,
                refusal,
                exchange.vectorFindings(),
                PolicyHeaders.of(exchange));
    }

    private static Decision decision(Exchange exchange, Refusal refusal) {
        if (refusal.byRule()) {
            return Decision.BLOCK;
        }
        return refusal.code().upstream() || refusal.code().approval() ? exchange.decision() : Decision.DENY;
    }

    /** Whoever is refused before the connection is looked up has an SDK, too, that reads one form only. */
    private static ProviderCodec codec(Exchange exchange) {
        Connection named = exchange.document().connection(exchange.arrival().connection());
        return named == null ? DEFAULT : named.codec();
    }

    /** A refusal that has no form but its status: nothing that the exchange holds is needed for it. */
    public static Release bare(Exchange exchange, Refusal refusal) {
        return new Release(
                refusal.code().status(),
                new Headers(List.of()),
                new byte[0],
                BodyState.VERBATIM,
                Decision.DENY,
                exchange.outbound().nanos(),
                exchange.heldNanos(),
                exchange.caller() instanceof Caller.Anonymous,
                refusal,
                exchange.vectorFindings(),
                List.of());
    }
}
