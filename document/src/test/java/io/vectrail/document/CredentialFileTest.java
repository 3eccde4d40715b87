package io.vectrail.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.document.CredentialFile.Look;
import io.vectrail.local.testkit.ServiceAccountKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A credential's file that changes while it is in use. */
class CredentialFileTest {

    @TempDir
    Path outside;

    private Path folder;
    private Path key;

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectory(outside.resolve("credentials"));
        key = Files.writeString(folder.resolve("key"), "secret-one\n");
    }

    @Test
    void aNewValueIsTakenOnceItHasSettledAndTheOneBeforeStaysKnown() throws IOException {
        CredentialFile file = settled();
        Files.writeString(key, "secret-two\n");
        assertThat(file.look()).as("it may not be whole yet").isEqualTo(Look.SAME);
        assertThat(file.current()).isEqualTo(new ApiKey("secret-one"));
        assertThat(file.look()).isEqualTo(Look.CHANGED);
        assertThat(file.current()).isEqualTo(new ApiKey("secret-two"));
        assertThat(file.known()).containsExactly(new ApiKey("secret-two"), new ApiKey("secret-one"));
        assertThat(file.look()).isEqualTo(Look.SAME);
    }

    @Test
    void aFileThatIsReplacedAsAWholeIsSeenThoughSizeAndTimeAreTheSame() throws IOException {
        CredentialFile file = settled();
        Path next = Files.writeString(folder.resolve(".next"), "secret-two\n");
        Files.setLastModifiedTime(next, Files.getLastModifiedTime(key));
        Files.move(next, key, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assertThat(twice(file)).isEqualTo(Look.CHANGED);
        assertThat(file.current()).isEqualTo(new ApiKey("secret-two"));
    }

    @Test
    void aChangeInTheMomentOfTheFirstReadingIsSeen() throws IOException {
        CredentialFile file = CredentialFile.open(folder, "key", CredentialReading.WORD);
        var read = Files.getLastModifiedTime(key);
        Files.writeString(key, "secret-two\n");
        Files.setLastModifiedTime(key, read);
        assertThat(twice(file)).isEqualTo(Look.CHANGED);
    }

    @Test
    void aChangeInPlaceIsSeenThoughSizeAndTimeAreTheSame() throws IOException {
        Assumptions.assumeTrue(
                key.getFileSystem().supportedFileAttributeViews().contains("unix"),
                "this file system has no time of change");
        CredentialFile file = settled();
        Object before = Files.getAttribute(key, "unix:ctime");
        var modified = Files.getLastModifiedTime(key);
        // The kernel's clock for files has a grain of some milliseconds.
        Awaitility.await().until(() -> {
            Files.writeString(key, "secret-two\n");
            Files.setLastModifiedTime(key, modified);
            return !before.equals(Files.getAttribute(key, "unix:ctime"));
        });
        assertThat(twice(file)).isEqualTo(Look.CHANGED);
        assertThat(file.current()).isEqualTo(new ApiKey("secret-two"));
    }

    @Test
    void theLastFourValuesStayKnown() throws IOException {
        CredentialFile file = settled();
        for (String next : List.of("secret-two", "secret-three", "secret-one", "secret-four", "secret-fives")) {
            Files.writeString(key, next);
            assertThat(twice(file)).isEqualTo(Look.CHANGED);
        }
        assertThat(file.known())
                .extracting(Credential::secrets)
                .containsExactly(
                        List.of("secret-fives"),
                        List.of("secret-four"),
                        List.of("secret-one"),
                        List.of("secret-three"));
    }

    /** Its tokens are valid for an hour, so an upstream may quote one after the key has gone and come back. */
    @Test
    void aServiceAccountThatComesBackGoesOnWithItsTokens() throws IOException {
        String first = new ServiceAccountKey("first@p.iam.gserviceaccount.com").json();
        Files.writeString(key, first);
        CredentialFile file = CredentialFile.open(folder, "key", CredentialReading.GOOGLE_CLOUD);
        ServiceAccount account = (ServiceAccount) file.current();
        String token = account.token(Instant.parse("2026-12-01T12:00:00Z"));
        twice(file);
        for (String next : List.of(new ServiceAccountKey("second@p.iam.gserviceaccount.com").json(), first)) {
            Files.writeString(key, next);
            assertThat(twice(file)).isEqualTo(Look.CHANGED);
        }
        assertThat(file.current()).isSameAs(account);
        assertThat(file.known().stream().flatMap(one -> one.secrets().stream())).contains(token);
    }

    @Test
    void aFolderThatKubernetesSwapsByOneLinkIsFollowed() throws IOException {
        Files.delete(key);
        Files.writeString(Files.createDirectory(folder.resolve("..2026_1")).resolve("key"), "secret-one");
        Files.writeString(Files.createDirectory(folder.resolve("..2026_2")).resolve("key"), "secret-two");
        Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_1"));
        Files.createSymbolicLink(key, Path.of("..data/key"));
        CredentialFile file = settled();
        assertThat(file.current()).isEqualTo(new ApiKey("secret-one"));
        Path swapped = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2026_2"));
        Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assertThat(twice(file)).isEqualTo(Look.CHANGED);
        assertThat(file.current()).isEqualTo(new ApiKey("secret-two"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "hush two words", "hush\nlines", "hush-ü", "hush-\u0001"})
    void whatIsNoCredentialLeavesTheLastGoodOneAndIsSaidWithoutItsContent(String content) throws IOException {
        CredentialFile file = settled();
        Files.writeString(key, content);
        assertThat(twice(file)).isEqualTo(Look.FAILED);
        assertThat(file.look()).as("said once").isEqualTo(Look.SAME);
        assertThat(file.current()).isEqualTo(new ApiKey("secret-one"));
        assertThat(file.trouble()).isNotNull().doesNotContain("hush");
        Files.writeString(key, "secret-two");
        assertThat(twice(file)).isEqualTo(Look.CHANGED);
        assertThat(file.trouble()).isNull();
    }

    @Test
    void aFileThatGoesAwayIsMissedAndTakenBack() throws IOException {
        CredentialFile file = settled();
        Files.delete(key);
        assertThat(file.look()).isEqualTo(Look.SAME);
        assertThat(file.look()).isEqualTo(Look.FAILED);
        assertThat(file.trouble()).contains("cannot be read");
        Files.writeString(key, "secret-one");
        assertThat(twice(file)).isEqualTo(Look.RECOVERED);
        assertThat(file.trouble()).isNull();
    }

    @Test
    void aFileThatIsNoneOrTooLargeIsNotRead() throws IOException {
        CredentialFile file = settled();
        Files.writeString(key, "x".repeat((64 << 10) + 1));
        assertThat(twice(file)).isEqualTo(Look.FAILED);
        assertThat(file.trouble()).contains("larger than 64 KiB");
        Files.delete(key);
        Files.createDirectory(key);
        twice(file);
        assertThat(file.trouble()).contains("is no file");
        assertThat(file.current()).isEqualTo(new ApiKey("secret-one"));
    }

    @Test
    void aLinkThatLaterLeadsOutOfTheFolderIsNotFollowed() throws IOException {
        CredentialFile file = settled();
        Path elsewhere = Files.writeString(outside.resolve("elsewhere"), "secret-of-another");
        Files.delete(key);
        Files.createSymbolicLink(key, elsewhere);
        assertThat(twice(file)).isIn(Look.FAILED, Look.SAME);
        assertThat(file.trouble()).contains("must lie in");
        assertThat(file.current()).isEqualTo(new ApiKey("secret-one"));
        assertThatThrownBy(() -> CredentialFile.open(folder, "key", CredentialReading.WORD))
                .hasMessageContaining("must lie in");
    }

    /** One that was read and has been looked at since. */
    private CredentialFile settled() {
        CredentialFile file = CredentialFile.open(folder, "key", CredentialReading.WORD);
        assertThat(twice(file)).isEqualTo(Look.SAME);
        return file;
    }

    /** What came of the second of two looks. */
    private static Look twice(CredentialFile file) {
        Look first = file.look();
        return first == Look.SAME ? file.look() : first;
    }
}
