package io.vectrail.document.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.policy.rule.Hours;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may decide, and when enough of them have. */
class RequirementTest {

    @ParameterizedTest(name = "{0} of each, by {1}: {2}")
    @CsvSource({
        "1, ann:privacy, false",
        "1, ann:privacy ben:legal, true",
        // One person of both groups is one person.
        "1, ann:privacy+legal, false",
        "1, ann:privacy+legal ben:privacy, true",
        "1, ann:privacy ben:privacy+legal, true",
        "1, ann:privacy+legal ben:privacy+legal, true",
        "2, ann:privacy ben:privacy cat:legal, false",
        "2, ann:privacy+legal ben:privacy+legal cat:legal dan:privacy, true",
        "2, ann:privacy+legal ben:privacy cat:privacy dan:privacy, false",
        "2, ann:privacy+legal ben:privacy cat:privacy dan:legal, true",
        "1, alice:privacy+legal ben:privacy, false",
    })
    void eachGroupNeedsPeopleOfItsOwn(int count, String words, boolean met) {
        List<Consent> consents = Arrays.stream(words.split(" "))
                .map(word -> word.split(":"))
                .map(word -> new Consent(word[0], List.of(word[1].split("\\+")), Story.START, "because"))
                .toList();
        assertThat(Story.each(count, "privacy", "legal").metBy(consents, "alice"))
                .isEqualTo(met);
        assertThat(Story.each(count, "privacy", "legal").metBy(consents.reversed(), "alice"))
                .isEqualTo(met);
    }

    @Test
    void outsideOfTheHoursNobodyConsents() {
        Requirement requirement = new Requirement(
                "rule",
                "hash",
                List.of(),
                false,
                1,
                null,
                List.of(),
                Hours.parse("MONDAY,TUESDAY 08:00-18:00 Europe/Berlin"),
                false,
                List.of(),
                List.of(),
                Duration.ZERO,
                false);
        assertThat(eligibility(requirement, "2026-11-30T16:59:00Z")).isEqualTo(Eligibility.ELIGIBLE);
        assertThat(eligibility(requirement, "2026-11-30T17:00:00Z")).isEqualTo(Eligibility.OUT_OF_HOURS);
        assertThat(eligibility(requirement, "2026-12-02T12:00:00Z")).isEqualTo(Eligibility.OUT_OF_HOURS);
        assertThat(Requirement.of(requirement.event())).isEqualTo(requirement);
    }

    private static Eligibility eligibility(Requirement requirement, String at) {
        return requirement.eligibility(new Consent("bea", List.of(), Instant.parse(at), ""), "alice");
    }

    @Test
    void whatNobodyCanGiveIsNoRequirement() {
        assertThatThrownBy(() -> Story.anyOf(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Story.each(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hours.parse("SOMEDAY 08:00-18:00 UTC")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hours.parse("MONDAY 08:00-18:00 Atlantis"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
