package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A codec without scenarios is one that nobody has seen at work. */
class EveryCodecHasScenariosTest {

    @Test
    void andATestThatRunsThem() throws ClassNotFoundException {
        List<String> codecs = Arrays.stream(ProviderCodec.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList();
        assertThat(codecs).hasSameSizeAs(ProviderCodecs.providers());
        for (String codec : codecs) {
            Class<?> test = Class.forName(ProviderCodec.class.getPackageName() + "." + codec + "Test");
            assertThat(ProviderCodecContract.class.isAssignableFrom(test))
                    .as(codec + "Test extends ProviderCodecContract")
                    .isTrue();
        }
    }

    @Test
    void ofEachKind() {
        for (String provider : ProviderCodecs.providers()) {
            for (String kind : List.of("request", "response", "refused", "refused-response", "error")) {
                assertThat(Scenario.of(provider + "/" + kind))
                        .as(provider + "/" + kind)
                        .isNotEmpty();
            }
        }
    }
}
