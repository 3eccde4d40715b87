package io.vectrail.edge.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vectrail.document.key.IssuedKey;
import io.vectrail.edge.key.PublishedKeys.Given;
import io.vectrail.local.testkit.Broker;
import io.vectrail.runtime.health.Condition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published of keys is known here at once, and after a restart without Kafka too. */
class KeyFollowerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NOWHERE = "127.0.0.1:1";

    @TempDir
    Path folder;

    private PublishedKeys published;

    @BeforeEach
    void start() {
        published = new PublishedKeys();
    }

    @AfterEach
    void stop() {
        published.close();
    }

    @Test
    void keysAndRevocationsAreKnownAtOnceAndAfterARestartWithoutKafka() throws Exception {
        Given before = published.create("key:before", "research");
        Given later;
        try (KeyFollower follower = following(Broker.shared().bootstrap())) {
            assertThat(follower.awaitCaughtUp(PATIENCE)).isTrue();
            assertThat(follower.keys().find(before.key().id())).isEqualTo(before.key());
            later = published.create("key:later");
            await().atMost(PATIENCE)
                    .until(() ->
                            later.key().equals(follower.keys().find(later.key().id())));
            published.publish(before.key().revoked(Instant.EPOCH.plusSeconds(9), "paula"));
            await().atMost(PATIENCE).until(() -> revoked(follower, before));
            assertThat(follower.condition()).isInstanceOf(Condition.Up.class);
        }
        Path file = folder.resolve("keys.avro");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .contains(later.key().id())
                .doesNotContain(later.text().substring(21));
        try (KeyFollower follower = following(NOWHERE)) {
            assertThat(follower.keys().find(later.key().id())).isEqualTo(later.key());
            assertThat(revoked(follower, before)).isTrue();
            assertThat(follower.condition())
                    .isInstanceOfSatisfying(
                            Condition.Degraded.class,
                            degraded -> assertThat(degraded.toString()).contains("known from before"));
        }
        Files.writeString(file, "no keys");
        try (KeyFollower follower = following(NOWHERE)) {
            assertThat(follower.keys().size()).isZero();
        }
    }

    @Test
    void aKeyOfWhichNobodyCanReadTheLastWordIsNotTaken() throws Exception {
        Given forgotten = published.create("key:forgotten");
        Given spoilt = published.create("key:spoilt");
        Given another = published.create("key:another");
        try (KeyFollower follower = following(Broker.shared().bootstrap())) {
            assertThat(follower.awaitCaughtUp(PATIENCE)).isTrue();
            assertThat(follower.keys().find(spoilt.key().id())).isNotNull();
            published.send(spoilt.key().id(), "no key".getBytes(StandardCharsets.UTF_8));
            published.send(forgotten.key().id(), null);
            await().atMost(PATIENCE)
                    .until(() -> follower.keys().find(spoilt.key().id()) == null);
            await().atMost(PATIENCE)
                    .until(() -> follower.keys().find(forgotten.key().id()) == null);
            assertThat(follower.keys().find(another.key().id())).isNotNull();
        }
    }

    private KeyFollower following(String bootstrap) {
        KeyFollower follower = new KeyFollower(PublishedKeys.settings(bootstrap), folder);
        follower.start();
        return follower;
    }

    private static boolean revoked(KeyFollower follower, Given given) {
        IssuedKey key = Objects.requireNonNull(follower.keys().find(given.key().id()));
        return key.revocation() != null;
    }
}
