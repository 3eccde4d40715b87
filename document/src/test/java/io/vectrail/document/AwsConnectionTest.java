package io.vectrail.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection to AWS needs beside others: a key of two or three parts, and a region. */
class AwsConnectionTest {

    private static final String KEY = "AKIDEXAMPLEEXAMPLE12:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    @Test
    void aKeyHasTwoPartsOrThree() {
        AwsKey key = AwsKey.of(KEY);
        assertThat(key.id()).isEqualTo("AKIDEXAMPLEEXAMPLE12");
        assertThat(key.secret()).isEqualTo("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        assertThat(key.sessionToken()).isNull();
        assertThat(AwsKey.of(KEY + ":IQoJb3JpZ2lu==").sessionToken()).isEqualTo("IQoJb3JpZ2lu==");
        assertThat(key.toString()).isEqualTo("AwsKey[…]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-key-at-all",
                ":",
                "AKIDEXAMPLEEXAMPLE12:",
                "short:wJalrXUtnFEMIK7MDENG",
                KEY + ":",
                KEY + ":a:b"
            })
    void anythingElseIsNoKeyAndIsNotQuoted(String text) {
        assertThatThrownBy(() -> AwsKey.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ACCESS_KEY_ID:SECRET_ACCESS_KEY")
                .hasMessageNotContaining("AKID")
                .hasMessageNotContaining("wJalr");
    }

    @ParameterizedTest
    @CsvSource({
        "https://bedrock-runtime.eu-central-1.amazonaws.com, , eu-central-1",
        "https://bedrock-runtime.eu-central-1.amazonaws.com, eu-central-1, eu-central-1",
        "https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com, , us-gov-west-1",
        "https://Bedrock-Runtime.cn-north-1.amazonaws.com.cn, , cn-north-1",
        "https://bedrock-runtime.ap-southeast-2.api.aws, , ap-southeast-2",
        "https://vpce-0a1b-c2d3.bedrock-runtime.us-east-1.vpce.amazonaws.com, , us-east-1",
        "http://127.0.0.1:8000, us-east-1, us-east-1",
        "https://bedrock.internal.example, us-iso-east-1, us-iso-east-1",
        "https://bedrock-runtime.us-east-1.amazonaws.com.example, eu-west-1, eu-west-1"
    })
    void theTargetTellsTheRegionOrTheConnectionDoes(URI target, @Nullable String setting, String region) {
        assertThat(AwsRegion.of(target, setting)).isEqualTo(region);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http://127.0.0.1:1 |                  | KEY           | doc.yaml:3: connections[0].codec.region: is needed, since the target does not tell its AWS region
                    http://127.0.0.1:1 | region: Europe   | KEY           | codec.region: must be like
                    http://127.0.0.1:1 | zone: eu-west-1  | KEY           | takes no codec settings but [region]
                    https://bedrock-runtime.us-east-1.amazonaws.com | region: eu-west-1 | KEY | codec.region: is not the region of the target
                    http://127.0.0.1:1 | region: eu-west-1 | just-a-secret | must be ACCESS_KEY_ID:SECRET_ACCESS_KEY
                    """)
    void aDocumentWithoutThemDoesNotValidate(String target, @Nullable String codec, String credential, String message) {
        assertThatThrownBy(() -> read(target, codec == null ? "" : codec, credential.replace("KEY", KEY)))
                .hasMessageContaining(message)
                .hasMessageNotContaining("wJalr");
    }

    @Test
    void aDocumentWithThemIsRead() {
        Connection connection =
                read("http://127.0.0.1:1", "region: eu-west-1", KEY).connection("bedrock");
        assertThat(connection).isNotNull();
        assertThat(connection.codec().settings()).containsExactly(Map.entry("region", "eu-west-1"));
    }

    private static CheckedDocument read(String target, String codec, String credential) {
        AllowList allow = new AllowList(List.of("127.0.0.1:*", "*.amazonaws.com:443"), null, null, true);
        return new DocumentReader(allow, Map.of(), null, null)
                .read("doc.yaml", """
                version: 1
                connections:
                  - { name: bedrock, provider: bedrock, target: "%s", credential: "%s", codec: { %s } }
                """.formatted(target, credential, codec).getBytes(StandardCharsets.UTF_8));
    }
}
