package io.vectrail.edge.provider;

import io.vectrail.document.AwsKey;
import io.vectrail.edge.exchange.Header;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Signs a request by AWS Signature Version 4, through AWS's own library. The path on the wire is encoded once more for the
 * signature, as all services but S3 take it.
 *
 * <p>Source: AWS Identity and Access Management User Guide, "Create a signed AWS API request".
 */
final class AwsSignature {

    private static final Set<String> MADE =
            Set.of("authorization", "x-amz-date", "x-amz-content-sha256", "x-amz-security-token");

    /** Thread-safe, as its library says. */
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    private final String service;
    private final String region;
    private final Clock clock;

    AwsSignature(String service, String region, Clock clock) {
        this.service = service;
        this.region = region;
        this.clock = clock;
    }

    /**
     * The headers to add.
     *
     * @param uri as it will be on the wire, path and query still encoded
     * @param headers that the signature covers, Host among them; whatever is not given may be changed on the way
     * @param body bytes on the wire
     */
    List<Header> headers(AwsKey key, String method, URI uri, List<Header> headers, byte[] body) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri);
        headers.forEach(header -> request.appendHeader(header.name(), header.value()));
        SignRequest<AwsCredentialsIdentity> unsigned = SignRequest.builder(identity(key))
                .request(request.build())
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock)
                .build();
        List<Header> made = new ArrayList<>();
        SIGNER.sign(unsigned).request().forEachHeader((name, values) -> {
            if (MADE.contains(name.toLowerCase(Locale.ROOT))) {
                made.add(new Header(name, values.getFirst()));
            }
        });
        return made;
    }

    private static AwsCredentialsIdentity identity(AwsKey key) {
        return key.sessionToken() == null
                ? AwsCredentialsIdentity.create(key.id(), key.secret())
                : AwsSessionCredentialsIdentity.create(key.id(), key.secret(), key.sessionToken());
    }
}
