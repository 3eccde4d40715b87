package io.vectrail.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.errors.PermissionDeniedException;
import io.vectrail.local.platform.Overview;
import io.vectrail.local.platform.Role;
import io.vectrail.local.testkit.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A caller guesses at one text, a word at a time, as whoever has a vector and wants its text does: it is scored, somebody works off the alert in a real
 * browser, and the edge refuses it from then on, while others go on.
 */
@Tag("heavy") // drives a browser through all of it
class AlertedCallerTest {

    private static final int GUESSES = 60;

    private static final List<String> TEXT =
            List.of(("the surgeon who operated on the patient last winter wrote that her left kidney"
                            + " had recovered fully and that no further treatment would be needed before the next visit in early spring")
                    .split(" "));

    /** What others ask for: hardly a word in common. */
    private static final List<String> ORDINARY = List.of(
            "opening hours of the library on public holidays",
            "how do I change the battery in a smoke detector",
            "cheap flights from Lisbon to Helsinki in October",
            "recipe with chickpeas, spinach and lemon",
            "warranty terms for refurbished laptops",
            "which bus goes to the botanical garden");

    private final Platform platform = Platform.shared();
    private final PublishedConfig config = new PublishedConfig(platform);
    private final ReplayApi api = new ReplayApi(platform);
    private final String document = config.text();
    private final String guesser = "guesser-" + UUID.randomUUID();
    private final String reader = "reader-" + UUID.randomUUID();

    @AfterEach
    void asItWas() {
        config.apply(document);
    }

    @Test
    void guessesAtATextAreAnAlertThatSomebodyWorksOff() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        browser().run(line -> {
            if (line.equals("READY")) {
                asked.completeAsync(this::ask);
            }
        });
        asked.get(10, TimeUnit.SECONDS);
        JsonNode alerts = api.json("/alerts?subject=" + guesser).path("items");
        assertThat(alerts).hasSize(1);
        assertThat(alerts.at("/0/level").asText()).isIn("HIGH", "CRITICAL");
        assertThat(alerts.at("/0/state").asText()).as("it was reopened").isEqualTo("OPEN");
        JsonNode told = api.json("/alerts/" + alerts.at("/0/id").asText());
        assertThat(told.path("case").findValuesAsText("verdict")).contains("CONFIRMED");
        assertThat(told.path("parts").findValuesAsText("signal")).contains("near-duplicates");
        assertThat(api.json("/alerts?subject=" + reader).path("items")).isEmpty();
    }

    @Test
    void aRuleRefusesWhoGuessesAndNobodyElse() throws Exception {
        config.apply(document + "\npolicies:\n  - { name: no-guessing, when: 'risk.score >= 65', action: block }\n");
        ask();
        Awaitility.await("its score is that of an alert")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> score(guesser) >= 65);
        List<PermissionDeniedException> refused = new ArrayList<>();
        try (SdkCaller guessing = new SdkCaller(platform, guesser, "research");
                SdkCaller reading = new SdkCaller(platform, reader, "research")) {
            Awaitility.await("the edge has its score")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        var raised = catchThrowableOfType(
                                PermissionDeniedException.class, () -> guessing.embed(guess(GUESSES)));
                        return raised != null && refused.add(raised);
                    });
            assertThat(refused.getFirst().code()).contains("blocked_by_policy");
            assertThat(refused.getFirst().getMessage()).contains("no-guessing");
            assertThat(reading.embed(ORDINARY.getFirst()).data()).hasSize(1);
        }
    }

    @Test
    void thePlatformIsHealthyOnceScoresAreDerived() {
        Awaitility.await("every program is well, and has nothing to remark")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(platform.status())
                        .hasSize(Role.values().length)
                        .allMatch(Overview.Line::isHealthy)
                        .allMatch(line -> line.remark().isEmpty()));
    }

    /** One after another, as fast as answers come; the other caller asks at every tenth. */
    private Void ask() {
        try (SdkCaller guessing = new SdkCaller(platform, guesser, "research");
                SdkCaller reading = new SdkCaller(platform, reader, "research")) {
            for (int i = 0; i < GUESSES; i++) {
                int turn = i;
                var _ = catchThrowableOfType(PermissionDeniedException.class, () -> guessing.embed(guess(turn)));
                if (i % 10 == 0) {
                    reading.embed(ORDINARY.get(i / 10));
                }
            }
        }
        return null;
    }

    /** The text with one word replaced. */
    private static String guess(int turn) {
        List<String> words = new ArrayList<>(TEXT);
        words.set(turn % words.size(), "word" + turn);
        return String.join(" ", words);
    }

    private double score(String subject) throws Exception {
        JsonNode callers = api.json("/risk/callers?q=" + subject).path("items");
        return callers.at("/0/score").asDouble();
    }

    private ConsoleScript browser() {
        return new ConsoleScript(
                platform,
                "alerts.mjs",
                Map.of(
                        "VECTRAIL_TOKEN", platform.token("auditor", "auditors"),
                        "VECTRAIL_VIEWER_TOKEN", platform.token("vera", "viewers"),
                        "VECTRAIL_CALLER", guesser));
    }
}
