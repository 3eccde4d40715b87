package io.vectrail.edge.provider;

import io.vectrail.edge.document.AwsKey;
import io.vectrail.edge.document.AwsRegion;
import io.vectrail.edge.document.Connection;
import io.vectrail.edge.document.Credential;
import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.provider.upstream.UpstreamRequest;
import io.vectrail.provider.CredentialForm;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts the gateway's credential into a request that is final otherwise, in the form that the provider's codec asks for. */
final class UpstreamCredential {

    private static final String AWS_SERVICE = "bedrock";

    private UpstreamCredential() {}

    /** The headers that show it to this target. */
    static List<Header> headers(
            UpstreamRequest request, URI target, Connection connection, Credential credential, Clock clock) {
        String own = connection.codec().credentialHeader();
        if (own != null) {
            return header(own, credential.secret());
        }
        return switch (connection.codec().credentialForm()) {
            case BEARER -> header("Authorization", "Bearer " + credential.secret());
            case API_KEY -> header("api-key", credential.secret());
            case GOOGLE_API_KEY -> header("x-goog-api-key", credential.secret());
            case AWS_SIGNATURE -> signature(request, target, connection, credential, clock);
        };
    }

    /** What of the credential nobody may learn. The id of an AWS key is no secret: each signature names it. */
    static List<String> secrets(CredentialForm form, Credential credential) {
        if (form != CredentialForm.AWS_SIGNATURE) {
            return List.of(credential.secret());
        }
        AwsKey key = AwsKey.of(credential);
        return key.sessionToken() == null ? List.of(key.secret()) : List.of(key.secret(), key.sessionToken());
    }

    private static List<Header> header(String name, String value) {
        return List.of(new Header(name, value));
    }

    private static List<Header> signature(
            UpstreamRequest request, URI target, Connection connection, Credential credential, Clock clock) {
        String region = AwsRegion.of(target, connection.codec().settings().get("region"));
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
                .headers(AwsKey.of(credential), request.method(), request.uri(target), signed, request.body());
    }
}
