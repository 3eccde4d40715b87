package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens are counted as the model does or, where nobody knows how, by a rule that is written down. */
class TokenCountTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            {"model":"text-embedding-3-small","input":"hello world"}            ~ any         ~ 2
            {"model":"text-embedding-3-small","input":["hello","hello world"]}  ~ any         ~ 3
            {"model":"text-embedding-3-small","input":[15339,1917,0]}           ~ any         ~ 3
            {"model":"text-embedding-3-small","input":"<|endoftext|>"}          ~ any         ~ 7
            {"model":"mine","input":"hello world"}                              ~ any         ~ 3
            {"model":"mine","input":"hello world"}                              ~ cl100k_base ~ 2
            {"model":"mine","input":["a","b"]}                                  ~ any         ~ 2
            {"model":"mine","input":"𝒜é機"}                                     ~ any         ~ 3
            {"model":"mine","input":[1,2]}                                      ~ any         ~ 2
            """)
    void countsWhatAllInputsHave(String body, String encoding, int tokens) {
        EmbeddingRequest request = read(body, encoding);
        BitSet all = new BitSet();
        all.set(0, request.inputs().size());
        assertThat(TokenCount.exceeds(request, all, tokens)).isFalse();
        assertThat(TokenCount.exceeds(request, all, tokens - 1)).isTrue();
        assertThat(TokenCount.exceeds(request, new BitSet(), 0)).isFalse();
    }

    @Test
    void aLongTextIsCountedInSlicesAndProseExactly() {
        Encoding encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
        Tokenizer tokenizer = Tokenizer.ofModel("text-embedding-3-small").orElseThrow();
        String prose =
                "It's 10:45 — the quick brown fox's  jumping, isn't it? 𝒜 123456 über\n\n    def f(x):\n".repeat(40);
        for (int cut = 0; cut < 510; cut++) {
            String text = "a".repeat(cut) + " " + prose;
            assertThat(tokenizer.count(text)).isEqualTo(encoding.countTokensOrdinary(text));
        }
        String run = "機械学習".repeat(1000);
        int exact = encoding.countTokensOrdinary(run);
        assertThat(tokenizer.count(run)).isBetween(exact, exact + 4000 / 512 + 1);
        assertThat(tokenizer.count("𝒜".repeat(2000) + "\ud835 \udc9c")).isPositive();
    }

    private static EmbeddingRequest read(String body, String encoding) {
        Map<String, String> settings = encoding.equals("any") ? Map.of() : Map.of("tokenEncoding", encoding);
        Operation operation = ProviderCodecs.of("openai", settings)
                .flatMap(codec -> codec.operation("POST", "/v1/embeddings"))
                .orElseThrow();
        return ((Reading.Read<EmbeddingRequest>) operation.readRequest(body.getBytes(StandardCharsets.UTF_8), 10))
                .value();
    }
}
