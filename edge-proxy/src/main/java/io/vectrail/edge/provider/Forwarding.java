package io.vectrail.edge.provider;

import io.vectrail.document.ApiKey;
import io.vectrail.document.AwsKey;
import io.vectrail.document.AwsRegion;
import io.vectrail.document.Connection;
import io.vectrail.document.Credential;
import io.vectrail.document.ServiceAccount;
import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.provider.upstream.UpstreamRequest;
import io.vectrail.provider.ProviderCodec;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the request that goes upstream: the caller's, with the gateway's credential in the form that the provider's codec asks for. */
public final class Forwarding {

    private static final String AWS_SERVICE = "bedrock";

    private Forwarding() {}

    /** The headers that go upstream, without the credential. */
    public static Headers headers(Exchange exchange) {
        Headers passing = PassingHeaders.toUpstream(
                exchange.arrival().headers(), exchange.connection().codec().credentialHeader());
        return exchange.rewrittenBody() == null ? passing : PassingHeaders.withAnotherBody(passing);
    }

    /** @param credential null where the provider asks for none */
    public static UpstreamRequest request(
            Exchange exchange, @Nullable Credential credential, Duration timeout, Clock clock) {
        Arrival arrival = exchange.arrival();
        String query = arrival.query().isEmpty() ? "" : "?" + arrival.query();
        return new UpstreamRequest(
                exchange.connection().targets(),
                exchange.connection().limits(),
                timeout,
                arrival.method(),
                arrival.path() + query,
                exchange.forwardedHeaders(),
                credential == null
                        ? (target, request) -> List.of()
                        : (target, request) -> headers(request, target, exchange.connection(), credential, clock),
                exchange.forwardedBody(),
                exchange.passesThrough() && exchange.body().length > 0,
                arrival.memory(),
                arrival.gone());
    }

    /** The headers that show the credential to this target. */
    private static List<Header> headers(
            UpstreamRequest request, URI target, Connection connection, Credential credential, Clock clock) {
        return switch (credential) {
            case ApiKey key -> header(connection.codec(), key.secret());
            case ServiceAccount account -> header(connection.codec(), account.token(clock.instant()));
            case AwsKey key -> signature(request, target, connection, key, clock);
        };
    }

    private static List<Header> header(ProviderCodec codec, String value) {
        String own = codec.credentialHeader();
        if (own != null) {
            return header(own, value);
        }
        return switch (codec.credentialForm()) {
            case BEARER, GOOGLE_CLOUD_TOKEN -> header("Authorization", "Bearer " + value);
            case API_KEY -> header("api-key", value);
            case GOOGLE_API_KEY -> header("x-goog-api-key", value);
            case AWS_SIGNATURE -> throw new IllegalStateException("a signature is no header of a key");
        };
    }

    private static List<Header> header(String name, String value) {
        return List.of(new Header(name, value));
    }

    private static List<Header> signature(
            UpstreamRequest request, URI target, Connection connection, AwsKey key, Clock clock) {
        String region = AwsRegion.of(target, connection.codec());
        List<Header> signed = new ArrayList<>();
        signed.add(new Header("Host", target.getRawAuthority()));
        for (Header field : request.headers().fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            // Those that AWS wants signed; any other a proxy on the way may change.
            if (name.equals("content-type") || name.startsWith("x-amz")) {
                signed.add(field);
            }
        }
        return new AwsSignature(AWS_SERVICE, region, clock)
                .headers(key, request.method(), request.uri(target), signed, request.body());
    }
}
