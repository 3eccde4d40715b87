package io.vectrail.streams.profile;

import java.util.Map;
import java.util.Set;

/**
 * How much personal or secret a caller sends.
 *
 * @param found of late, weighted by class; half is left after six hours
 * @param characters in which it was found, likewise
 * @param usualFound the same over long: half is left after thirty days
 * @param usualCharacters likewise
 */
public record Sensitive(Decayed found, Decayed characters, Decayed usualFound, Decayed usualCharacters) {

    private static final long OF_LATE = 6 * Hours.MILLIS;
    private static final long USUALLY = 30 * Days.MILLIS;

    private static final double WORST = 1;
    private static final double SEVERE = 0.6;
    private static final double SLIGHT = 0.2;

    /** What alone harms somebody. */
    private static final Set<String> WORST_TYPES =
            Set.of("SECRET", "MEDICAL_RECORD", "CREDIT_CARD", "US_SSN", "US_BANK_NUMBER", "IBAN_CODE", "CRYPTO");

    /** What many texts have, and what is about the gateway. */
    private static final Set<String> SLIGHT_TYPES = Set.of(
            "EMAIL_ADDRESS", "PHONE_NUMBER", "URL", "IP_ADDRESS", "MAC_ADDRESS", "PERSON", "LOCATION", "DATE_TIME");

    private static final Set<String> NOT_COUNTED =
            Set.of("MEDIA", "IMAGE", "NOT_INSPECTED", "VECTOR_NOT_FINITE", "VECTOR_ALL_ZERO", "VECTOR_DIMENSIONS");

    static final Sensitive NONE = new Sensitive(Decayed.NONE, Decayed.NONE, Decayed.NONE, Decayed.NONE);

    Sensitive with(Sighting now) {
        double weighted = weighted(now.detections());
        return new Sensitive(
                found.plus(weighted, now.at(), OF_LATE),
                characters.plus((double) now.characters(), now.at(), OF_LATE),
                usualFound.plus(weighted, now.at(), USUALLY),
                usualCharacters.plus((double) now.characters(), now.at(), USUALLY));
    }

    /** Findings by how much harm each does: a secret counts 1, an identity number 0.6, an e-mail address 0.2. */
    public static double weighted(Map<String, Integer> detections) {
        double sum = 0;
        // In an order of its own: sums of fractions depend on it.
        for (Map.Entry<String, Integer> each : detections.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList()) {
            sum += each.getValue() * harm(each.getKey());
        }
        return sum;
    }

    private static double harm(String type) {
        if (NOT_COUNTED.contains(type)) {
            return 0;
        }
        if (WORST_TYPES.contains(type)) {
            return WORST;
        }
        return SLIGHT_TYPES.contains(type) ? SLIGHT : SEVERE;
    }
}
