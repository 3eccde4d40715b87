package io.vectrail.replay.archive;

import io.vectrail.event.Risk;
import io.vectrail.event.RiskPart;
import io.vectrail.event.RiskScore;
import io.vectrail.event.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a score is one that can be stored, decayed and shown. A pure function of the record. */
final class ScoreCheck {

    private static final int LONGEST_SUBJECT = 4_096;
    private static final int LONGEST_NAME = 256;

    /** There are some ten signals. */
    private static final int MOST_PARTS = 100;

    /** Characters; twice what the schema says, since it does not say of what. */
    private static final int LONGEST_REASON = 512;

    /** A document's are 30 days at most. */
    private static final long LONGEST_HALF_LIFE = Duration.ofDays(366).toMillis();

    private static final double MOST = 100;

    private ScoreCheck() {}

    /** What is wrong with it, but for its times; empty where nothing is. The reason never quotes it. */
    static Optional<String> fault(String topic, byte @Nullable [] key, RiskScore score) {
        return Optional.ofNullable(first(topic, key, score));
    }

    private static @Nullable String first(String topic, byte @Nullable [] key, RiskScore score) {
        String subject = score.getSubject();
        if (subject.isEmpty() || subject.length() > LONGEST_SUBJECT) {
            return "its caller's subject is not made of 1 to " + LONGEST_SUBJECT + " characters";
        }
        if (key == null || !subject.equals(new String(key, StandardCharsets.UTF_8))) {
            return "its key is not its caller's subject";
        }
        if (!score.getSession().isEmpty() && !Intake.identifies(score.getSession())) {
            return "its session's id is not made of 1 to 128 letters, digits and . _ : -";
        }
        if (score.getConnection().length() > LONGEST_NAME
                || score.getDocumentHash().length() > LONGEST_NAME) {
            return "its connection or its document has more than " + LONGEST_NAME + " characters";
        }
        boolean again = topic.equals(Topics.RESCORED.name());
        if (again ? !Intake.identifies(score.getVersion()) : !score.getVersion().isEmpty()) {
            return again
                    ? "its version's name is not made of 1 to 128 letters, digits and . _ : -"
                    : "it has a version, which is for " + Topics.RESCORED.name();
        }
        if (score.getHalfLifeMillis() < 1 || score.getHalfLifeMillis() > LONGEST_HALF_LIFE) {
            return "its half-life is not 1 to " + LONGEST_HALF_LIFE + " ms";
        }
        String ofExchange = fault(score.getOfExchange());
        String ofSession = fault(score.getOfSession());
        return ofExchange != null ? ofExchange : ofSession != null ? ofSession : fault(score.getOfCaller());
    }

    private static @Nullable String fault(Risk risk) {
        if (risk.getParts().size() > MOST_PARTS) {
            return "one of its scores has more than " + MOST_PARTS + " parts";
        }
        if (!countable(risk.getScore()) || !risk.getParts().stream().allMatch(ScoreCheck::countable)) {
            return "one of its numbers is not between 0 and 100";
        }
        if (risk.getParts().stream()
                .anyMatch(part -> part.getSignal().length() > LONGEST_NAME
                        || part.getReason().length() > LONGEST_REASON)) {
            return "one of its parts has a signal or a reason that is too long";
        }
        return null;
    }

    private static boolean countable(RiskPart part) {
        return countable(part.getStrength()) && countable(part.getWeight()) && countable(part.getPoints());
    }

    /** NaN is not, either. */
    private static boolean countable(double number) {
        return number >= 0 && number <= MOST;
    }
}
