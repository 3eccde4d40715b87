package io.vectrail.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.vectrail.local.testkit.ServiceAccountKey;
import io.vectrail.policy.rule.RuleSet;
import io.vectrail.provider.ProviderCodecs;
import io.vectrail.runtime.health.Condition;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which credential is shown when. */
class CredentialsTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void ofThoseThatAreValidTheOneThatBeganLastIsShown() {
        Credentials both = Credentials.of(List.of(from("old", null, day(10)), from("new", day(5), null)));
        assertThat(shown(both, day(0))).isEqualTo("old");
        assertThat(shown(both, day(5).minusMillis(1))).isEqualTo("old");
        assertThat(shown(both, day(5))).isEqualTo("new");
        assertThat(shown(both, day(10))).isEqualTo("new");
    }

    @Test
    void ofThoseThatBeganTogetherTheFirstIsShown() {
        Credentials twins = Credentials.of(List.of(from("a", day(1), day(3)), from("b", day(1), null)));
        assertThat(shown(twins, day(2))).isEqualTo("a");
        assertThat(shown(twins, day(3))).isEqualTo("b");
        assertThat(shown(twins, day(0))).isNull();
    }

    @Test
    void atTheSwitchFromOneToTheNextThereIsNoGap() {
        Credentials chain = Credentials.of(List.of(from("a", null, day(1)), from("b", day(1), day(2))));
        for (long millis = -5; millis < 5; millis++) {
            assertThat(shown(chain, day(1).plusMillis(millis))).isEqualTo(millis < 0 ? "a" : "b");
        }
        assertThat(shown(chain, day(2))).isNull();
    }

    @Test
    void theOtherOneIsAnotherValueThatIsValidToo() {
        Credentials three = Credentials.of(
                List.of(from("a", null, null), from("twin", day(1), null, "secret-a"), from("late", day(9), null)));
        assertThat(three.otherThan(new ApiKey("secret-a"), day(2).toEpochMilli()))
                .isNull();
        DatedCredential other = three.otherThan(new ApiKey("secret-a"), day(9).toEpochMilli());
        assertThat(other).isNotNull();
        assertThat(other.name()).isEqualTo("late");
    }

    @Test
    void theLastEndIsTheEndOfTheUnbrokenTime() {
        assertThat(Credentials.of(List.of(from("a", null, day(3)), from("b", day(2), day(6)), from("c", day(7), null)))
                        .coveredUntil(day(0)))
                .isEqualTo(day(6));
        assertThat(Credentials.of(List.of(from("a", null, day(3)), from("b", day(2), null)))
                        .coveredUntil(day(0)))
                .isNull();
        assertThat(Credentials.of(List.of(from("a", day(3), null))).coveredUntil(day(0)))
                .isEqualTo(day(0));
        assertThat(Credentials.of(List.of(from("a", null, day(3)), from("b", day(3), day(4))))
                        .coveredUntil(day(3)))
                .isEqualTo(day(4));
    }

    @Test
    void choosingAllocatesNothing() {
        Credentials eight = Credentials.of(IntStream.range(0, 8)
                .mapToObj(day -> from("c" + day, day(day), day(day + 2)))
                .toList());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long now = day(1).toEpochMilli();
        for (int round = 0; round < 1_000; round++) {
            assertThat(eight.at(now)).isNotNull();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        DatedCredential last = null;
        for (int round = 0; round < 10_000; round++) {
            last = eight.at(now);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
        assertThat(last).isNotNull();
    }

    @Test
    void whatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> from("a", day(3), day(3))).hasMessageContaining("from must be before until");
    }

    @Test
    void theHealthPageNamesTheConnectionThatHasNoneAndWarnsBeforeTheLastOneEnds() {
        Credentials ending = Credentials.of(List.of(from("a", null, day(20))));
        assertThat(condition(ending, day(0))).isInstanceOf(Condition.Up.class);
        assertThat(condition(ending, day(6).plusSeconds(1)))
                .isInstanceOf(Condition.Degraded.class)
                .extracting(Condition::detail)
                .asString()
                .contains("connection here", "ends at " + day(20))
                .doesNotContain("secret");
        assertThat(condition(ending, day(20)))
                .isInstanceOf(Condition.Degraded.class)
                .extracting(Condition::detail)
                .asString()
                .contains("connection here has no credential that is valid now");
        assertThat(condition(Credentials.NOT_NEEDED, day(0))).isInstanceOf(Condition.Up.class);
    }

    @Test
    void nothingThatHoldsOnePrintsIt() {
        DatedCredential dated = from("a", null, null);
        Connection connection = connection(Credentials.of(List.of(dated)));
        for (Object holder : new Object[] {
            dated,
            dated.current(),
            dated.source(),
            connection.credentials(),
            connection,
            new CheckedDocument("hash", Map.of("here", connection), RuleSet.NONE),
            new WrittenCredential("secret-a", null, null, null),
            connection.credentials().known()
        }) {
            assertThat(holder.toString()).doesNotContain("secret");
        }
    }

    /** Two entries may follow the same key file, or two copies of it. */
    @Test
    void ofTwoAccountsThatAreEqualTheTokensOfBothAreKnown() {
        String key = new ServiceAccountKey("a@p.iam.gserviceaccount.com").json();
        ServiceAccount first = ServiceAccount.of(key);
        ServiceAccount second = ServiceAccount.of(key);
        List<String> tokens = List.of(first.token(NOON), second.token(NOON.plusSeconds(1)));
        Credentials both = Credentials.of(List.of(
                new DatedCredential("a", new CredentialSource.Constant(first), null, null),
                new DatedCredential("b", new CredentialSource.Constant(second), null, null)));
        assertThat(both.known().stream().flatMap(one -> one.secrets().stream()))
                .containsExactlyInAnyOrderElementsOf(tokens);
    }

    private static Condition condition(Credentials credentials, Instant now) {
        return CredentialCondition.of(
                new CheckedDocument("hash", Map.of("here", connection(credentials)), RuleSet.NONE), now);
    }

    private static Connection connection(Credentials credentials) {
        return new Connection(
                "here",
                ProviderCodecs.of("openai", Map.of()).orElseThrow(),
                new Targets("here", List.of(URI.create("https://api.example.com")), true, null),
                credentials,
                List.of(),
                List.of(),
                false,
                Limits.DEFAULT);
    }

    private static Instant day(int number) {
        return NOON.plus(number, ChronoUnit.DAYS);
    }

    private static DatedCredential from(String name, @Nullable Instant from, @Nullable Instant until) {
        return from(name, from, until, "secret-" + name);
    }

    private static DatedCredential from(String name, @Nullable Instant from, @Nullable Instant until, String secret) {
        return new DatedCredential(name, new CredentialSource.Constant(new ApiKey(secret)), from, until);
    }

    private static @Nullable String shown(Credentials credentials, Instant now) {
        DatedCredential chosen = credentials.at(now.toEpochMilli());
        return chosen == null ? null : chosen.name();
    }
}
