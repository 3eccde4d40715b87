package io.vectrail.replay.access.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that sign are made, change once a month, and are known for as long as what they signed is valid. */
class SigningKeysTest {

    @TempDir
    private Path folder = Path.of("");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

    @Test
    void theFirstIsMadeForItsOwnerAlone() throws IOException {
        SigningKeys keys = keys();
        assertThat(keys.signing().isPrivate()).isTrue();
        assertThat(keys.published().getKeys())
                .singleElement()
                .satisfies(key -> assertThat(key.isPrivate()).isFalse());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void itSignsAfterARestart() throws IOException {
        String first = keys().signing().getKeyID();
        assertThat(keys().signing().getKeyID()).isEqualTo(first);
    }

    @Test
    void anotherFollowsAfterAMonthAndTheFirstIsPublishedForAsLongAsItsTokensLive() throws IOException {
        SigningKeys keys = keys();
        String first = keys.signing().getKeyID();
        now = now.plus(Duration.ofDays(30)).minusSeconds(1);
        assertThat(keys.signing().getKeyID()).isEqualTo(first);
        now = now.plusSeconds(1);
        String second = keys.signing().getKeyID();
        assertThat(second).isNotEqualTo(first);
        assertThat(published(keys)).containsExactly(second, first);
        now = now.plus(Duration.ofHours(2)).minusSeconds(1);
        assertThat(published(keys)).containsExactly(second, first);
        now = now.plusSeconds(1);
        assertThat(published(keys)).containsExactly(second);
        now = now.plus(Duration.ofDays(30)).minus(Duration.ofHours(2));
        String third = keys.signing().getKeyID();
        assertThat(published(keys)).containsExactly(third, second);
    }

    @Test
    void servicesThatShareAFileMakeOne() {
        List<SigningKeys> services = IntStream.range(0, 8).mapToObj(i -> keys()).toList();
        now = now.plus(Duration.ofDays(30));
        Set<String> ids = ConcurrentHashMap.newKeySet();
        services.parallelStream().forEach(keys -> {
            try {
                ids.add(keys.signing().getKeyID());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(ids).hasSize(1);
        assertThat(published(services.getFirst())).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}", "secret"})
    void aFileThatIsNoneOfOursIsRefusedAndLeftAlone(String content) throws IOException {
        Files.writeString(file(), content);
        assertThatIllegalArgumentException()
                .isThrownBy(this::keys)
                .withMessageContaining("login.assertionGrant.keys")
                .withMessageContaining(file().toString())
                .withMessageNotContaining("secret");
        assertThat(file()).hasContent(content);
    }

    @Test
    void oneThatIsDamagedLaterSignsNothing() throws IOException {
        SigningKeys keys = keys();
        Files.writeString(file(), "{");
        assertThatThrownBy(keys::signing).isInstanceOf(IOException.class);
        assertThatThrownBy(keys::published).isInstanceOf(IOException.class);
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SigningKeys(folder.resolve("none/keys.json"), clock))
                .withMessageContaining("login.assertionGrant.keys");
    }

    private static List<String> published(SigningKeys keys) {
        try {
            return keys.published().getKeys().stream().map(JWK::getKeyID).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private SigningKeys keys() {
        return new SigningKeys(file(), clock);
    }

    private Path file() {
        return folder.resolve("keys.json");
    }
}
