package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** What AWS checks of a signed request: it makes the signature once more, with the secret that belongs to the key. */
final class AwsSignatureCheck {

    static final String KEY = "AKIAGATEWAYGATEWAY12";
    static final String SECRET = "secretOfTheGateway/wJalrXUtnFEMI+K7MDENG";
    private static final Pattern SIGNED = Pattern.compile("AWS4-HMAC-SHA256 Credential=" + KEY
            + "/[0-9]{8}/eu-central-1/bedrock/aws4_request, " + "SignedHeaders=([a-z0-9;-]+), Signature=[0-9a-f]{64}");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private AwsSignatureCheck() {}

    /** Fails unless the request is signed, once, with this key. */
    static void check(HttpExchange exchange, byte[] body) {
        assertThat(exchange.getRequestHeaders().get("X-Amz-Date")).hasSize(1);
        String sent = Objects.requireNonNull(exchange.getRequestHeaders().getFirst("Authorization"));
        assertThat(sent).isEqualTo(again(exchange, sent, body));
    }

    /** The signature of what came over the wire. */
    private static String again(HttpExchange exchange, String sent, byte[] body) {
        Matcher parts = SIGNED.matcher(sent);
        assertThat(parts.matches()).as(sent).isTrue();
        List<String> names = List.of(parts.group(1).split(";", -1));
        assertThat(names)
                .contains("host", "content-type", "x-amz-content-sha256", "x-amz-date", "x-amzn-bedrock-trace");
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(exchange.getRequestMethod()))
                .uri(URI.create("http://" + exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI()));
        for (String name : names) {
            if (!name.equals("x-amz-date") && !name.equals("x-amz-content-sha256")) {
                Objects.requireNonNull(exchange.getRequestHeaders().get(name))
                        .forEach(value -> request.appendHeader(name, value));
            }
        }
        Instant at = DATE.parse(exchange.getRequestHeaders().getFirst("X-Amz-Date"), Instant::from);
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(unsigned -> unsigned.identity(AwsCredentialsIdentity.create(KEY, SECRET))
                        .request(request.build())
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "bedrock")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
                .request();
        assertThat(exchange.getRequestHeaders().getFirst("X-Amz-Content-Sha256"))
                .isEqualTo(signed.firstMatchingHeader("x-amz-content-sha256").orElseThrow());
        return signed.firstMatchingHeader("Authorization").orElseThrow();
    }
}
