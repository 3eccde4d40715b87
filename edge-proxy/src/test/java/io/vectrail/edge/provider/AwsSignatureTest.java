package io.vectrail.edge.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.AwsKey;
import io.vectrail.edge.exchange.Header;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Against AWS's own vectors (aws-c-auth, tests/aws-signing-test-suite/v4), and against the steps that its guide lists. */
class AwsSignatureTest {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Clock AT = Clock.fixed(Instant.parse("2015-08-30T12:36:00Z"), ZoneOffset.UTC);
    private static final String HOST = "example.amazonaws.com";

    private final AwsSignature signature = new AwsSignature("service", "us-east-1", AT);

    @Test
    void postXWwwFormUrlencoded() {
        List<Header> made = signature.headers(
                key(null),
                "POST",
                URI.create("https://" + HOST + "/"),
                List.of(
                        new Header("Content-Type", "application/x-www-form-urlencoded"),
                        new Header("Host", HOST),
                        new Header("Content-Length", "13"),
                        new Header(
                                "x-amz-content-sha256",
                                "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e")),
                "Param1=value1".getBytes(StandardCharsets.UTF_8));
        assertThat(value(made, "Authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                        + "SignedHeaders=content-length;content-type;host;x-amz-content-sha256;x-amz-date, "
                        + "Signature=d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b");
        assertThat(value(made, "X-Amz-Date")).isEqualTo("20150830T123600Z");
        assertThat(value(made, "X-Amz-Content-Sha256"))
                .isEqualTo("9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e");
    }

    /** The guide: "URI-encode each path segment twice", for every service but S3. */
    @Test
    void theEncodedPathIsEncodedOnceMoreAndALentKeysTokenIsSigned() throws Exception {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        List<Header> made = signature.headers(
                key("the-token"),
                "POST",
                URI.create("https://" + HOST + "/model/arn%3Aaws%3Abedrock%3A%3Aa%2Fb.c-v1:0/invoke"),
                List.of(new Header("Host", HOST)),
                body);
        String canonical = String.join(
                "\n",
                "POST",
                "/model/arn%253Aaws%253Abedrock%253A%253Aa%252Fb.c-v1%3A0/invoke",
                "",
                "host:" + HOST,
                "x-amz-content-sha256:" + sha256(body),
                "x-amz-date:20150830T123600Z",
                "x-amz-security-token:the-token",
                "",
                "host;x-amz-content-sha256;x-amz-date;x-amz-security-token",
                sha256(body));
        String toSign = String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                "20150830T123600Z",
                "20150830/us-east-1/service/aws4_request",
                sha256(canonical.getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
        for (String part : List.of("20150830", "us-east-1", "service", "aws4_request", toSign)) {
            key = hmac(key, part);
        }
        assertThat(value(made, "Authorization"))
                .endsWith("Signature=" + HexFormat.of().formatHex(key));
        assertThat(value(made, "X-Amz-Security-Token")).isEqualTo("the-token");
        assertThat(made).hasSize(4);
    }

    private static AwsKey key(@Nullable String sessionToken) {
        return new AwsKey("AKIDEXAMPLE", SECRET, sessionToken);
    }

    private static String value(List<Header> headers, String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .findFirst()
                .orElseThrow();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] hmac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
