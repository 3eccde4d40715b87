package io.vectrail.edge.provider;

import io.vectrail.document.Credential;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.edge.exchange.Release;
import io.vectrail.edge.exchange.UpstreamAnswer;
import io.vectrail.event.BodyState;
import io.vectrail.provider.EmbeddingResponse;
import io.vectrail.provider.Reading;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what the upstream answered. A 200 that no codec can read is not released; other errors pass as they came. */
public final class ResponseReading {

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");

    /** A proxy before the upstream asks who we are; another credential of the connection is no answer to that. */
    private static final int PROXY_REJECTS = 407;

    /** A client that heeds these reads no body, or takes one for the next answer (RFC 9110, 15.3.5 and 15.3.6). */
    private static final Set<Integer> NO_CONTENT = Set.of(204, 205);

    /** A part, or a difference from an earlier answer (RFC 9110, 15.3.7; RFC 3229, 10.4.1), which no embedding call asks for. */
    private static final Set<Integer> NOT_WHOLE = Set.of(206, 226);

    private ResponseReading() {}

    public static CompletionStage<Exchange> read(Exchange exchange, LargeBodies large) {
        UpstreamAnswer answer = exchange.answer();
        return large.read(answer.body(), answer.headers().combined("Content-Encoding"), 1, () -> read(exchange));
    }

    private static Exchange read(Exchange exchange) {
        UpstreamAnswer answer = exchange.answer();
        if (answer.rejectsCredential() || answer.status() == PROXY_REJECTS) {
            // Such bodies quote keys, and the key is the gateway's.
            throw new RefusedException(
                    RefusalCode.UPSTREAM_REJECTED_CREDENTIAL,
                    "the upstream does not accept the gateway's credential for connection "
                            + exchange.connection().name() + "; tell its operator");
        }
        if (answer.status() < 200 || answer.status() / 100 == 3) {
            throw unreadable("status " + answer.status() + " is no answer to this call");
        }
        if (NO_CONTENT.contains(answer.status()) && (!exchange.passesThrough() || answer.body().length > 0)) {
            throw unreadable("status " + answer.status() + " means that there is no body");
        }
        if (NOT_WHOLE.contains(answer.status()) && !exchange.passesThrough()) {
            throw unreadable("status " + answer.status() + " means that it is not whole");
        }
        if (PassingHeaders.connectionNames(answer.headers(), name -> name.startsWith("content-"))) {
            throw unreadable("its Connection header names one that says what the body is");
        }
        byte[] plain = plain(exchange, answer);
        exchange.plainAnswer(plain);
        if (quotesCredential(exchange, answer, plain)) {
            throw unreadable("it quotes the gateway's credential");
        }
        return answer.status() / 100 == 2 && !exchange.passesThrough() ? understand(exchange, plain) : exchange;
    }

    /** The answer as it goes to the caller. */
    public static Release release(Exchange exchange) {
        UpstreamAnswer answer = exchange.answer();
        Headers headers = PassingHeaders.toCaller(answer.headers());
        byte[] rewritten = exchange.rewrittenAnswer();
        return new Release(
                answer.status(),
                rewritten == null ? headers : PassingHeaders.withAnotherBody(headers),
                rewritten == null ? answer.body() : rewritten,
                rewritten == null ? BodyState.VERBATIM : BodyState.REWRITTEN,
                exchange.decision(),
                exchange.outbound().nanos(),
                exchange.heldNanos(),
                false,
                null,
                exchange.vectorFindings(),
                PolicyHeaders.of(exchange));
    }

    private static byte[] plain(Exchange exchange, UpstreamAnswer answer) {
        return PlainBody.of(
                answer.headers().combined("Content-Encoding"),
                answer.body(),
                exchange.connection().limits().mostResponseBytes(),
                exchange.arrival().memory(),
                () -> unreadable("freed of its content encoding it is larger than this connection takes, or than the"
                        + " gateway can hold"),
                () -> unreadable("its content encoding cannot be read"));
    }

    /** Some providers quote the key that they were shown, and not only where they reject it. */
    private static boolean quotesCredential(Exchange exchange, UpstreamAnswer answer, byte[] plain) {
        // Also those that it was not shown now: it may know them from the call before.
        Stream<Credential> known = Stream.concat(
                exchange.connection().credentials().known().stream(), exchange.outbound().shown().stream());
        Echo echo = Echo.of(plain);
        return known.flatMap(credential -> credential.secrets().stream())
                .distinct()
                .anyMatch(secret -> echo.holds(secret) || headersQuote(answer, secret));
    }

    private static boolean headersQuote(UpstreamAnswer answer, String secret) {
        return answer.headers().fields().stream()
                .anyMatch(field -> field.value().contains(secret) || field.is(secret));
    }

    private static Exchange understand(Exchange exchange, byte[] plain) {
        return switch (exchange.operation().readResponse(exchange.request(), plain)) {
            case Reading.Read<EmbeddingResponse> read -> exchange.responseRead(counted(exchange, read.value()));
            case Reading.Malformed<EmbeddingResponse> malformed -> throw unreadable(malformed.reason());
        };
    }

    /** With the tokens that a header counts, where the body counts none. */
    private static EmbeddingResponse counted(Exchange exchange, EmbeddingResponse response) {
        String header = exchange.connection().codec().usageHeader();
        String count = header == null ? null : exchange.answer().headers().first(header);
        if (response.promptTokens() != null
                || count == null
                || !COUNT.matcher(count).matches()) {
            return response;
        }
        return new EmbeddingResponse(
                response.model(), response.vectors(), response.inputs(), Long.valueOf(count), response.totalTokens());
    }

    private static RefusedException unreadable(String reason) {
        return new RefusedException(
                RefusalCode.UPSTREAM_UNREADABLE, "the upstream's answer cannot be inspected: " + reason);
    }
}
