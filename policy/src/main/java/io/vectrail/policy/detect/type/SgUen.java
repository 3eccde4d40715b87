package io.vectrail.policy.detect.type;

import java.util.Set;

/**
 * A unique entity number of Singapore (ACRA): a business is eight digits and a letter, a local company its year, five digits, and a
 * letter, and others R, S, or T for the century, the year, the kind, four digits, and a letter. The letter checks the rest.
 */
final class SgUen {

    private static final Label LABEL = Label.of(
            "uen",
            "uens",
            "uen number",
            "uen no",
            "unique entity",
            "unique entity number",
            "acra",
            "business registration",
            "business registration number",
            "company registration",
            "company registration number",
            "registration number",
            "registration no",
            "company uen",
            "gst registration",
            "gst reg no",
            "roc",
            "rob",
            "entity number");

    private static final Set<String> KINDS = Set.of(
            "CC", "CD", "CH", "CL", "CM", "CP", "CS", "CX", "DP", "FB", "FC", "FM", "FN", "GA", "GB", "GS", "HC", "HS",
            "LL", "LP", "MB", "MC", "MD", "MH", "MM", "MQ", "NB", "NR", "PA", "PB", "PF", "RF", "RP", "SM", "SS", "TC",
            "TU", "VH", "XL");

    private static final String OTHERS = "ABCDEFGHJKLMNPQRSTUVWX0123456789";
    private static final int[] BUSINESS = {10, 4, 9, 3, 8, 2, 7, 1};
    private static final int[] COMPANY = {10, 8, 6, 4, 9, 7, 5, 3, 1};
    private static final int[] OTHER_WEIGHTS = {4, 3, 5, 3, 10, 2, 2, 5, 7};

    static final Recognizer RECOGNIZER = Recognizer.of("SG_UEN")
            .shape(0.5, "\\b\\d{8}[A-Z]\\b", LABEL.unlessOther(SgUen::isBusiness))
            .shape(0.8, "\\b\\d{9}[A-Z]\\b", LABEL.unlessOther(SgUen::isCompany))
            .shape(0.95, "\\b[RST]\\d{2}[A-Z]{2}\\d{4}[A-Z]\\b", LABEL.unlessOther(c -> isOther(c.alphanumerics())))
            .labelled(0.5, "(?i)\\b\\d{8,9}-?[A-Z]\\b", LABEL.required(SgUen::isBusinessOrCompany))
            .labelled(
                    0.5,
                    "(?i)\\b[RST]\\d{2}-?[A-Z]{2}-?\\d{4}-?[A-Z]\\b",
                    LABEL.required(c -> isOther(c.alphanumerics())))
            .labelled(
                    0.5,
                    "\\bF(?:000|   )\\d{5}[A-Z]\\b",
                    LABEL.required(c -> true)) // foreign companies, letter unpublished
            .context(LABEL.words())
            .build();

    private SgUen() {}

    private static boolean isBusinessOrCompany(Candidate candidate) {
        return Digits.count(candidate) == BUSINESS.length ? isBusiness(candidate) : isCompany(candidate);
    }

    static boolean isBusiness(Candidate candidate) {
        return letter(candidate) == "XMKECAWLJDB".charAt(Digits.weighted(candidate, BUSINESS) % 11);
    }

    static boolean isCompany(Candidate candidate) {
        int year = Digits.number(candidate, 0, 4);
        return year >= 1800
                && year < 2100
                && letter(candidate) == "ZKCMDNERGWH".charAt(Digits.weighted(candidate, COMPANY) % 11);
    }

    private static int letter(Candidate candidate) {
        return candidate.text().charAt(candidate.end() - 1) & ~0x20;
    }

    static boolean isOther(String value) {
        int sum = 0;
        for (int i = 0; i < OTHER_WEIGHTS.length; i++) {
            int worth = OTHERS.indexOf(value.charAt(i));
            if (worth < 0) {
                return false;
            }
            sum += worth * OTHER_WEIGHTS[i];
        }
        return KINDS.contains(value.substring(3, 5)) && value.charAt(9) == OTHERS.charAt(Math.floorMod(sum - 5, 11));
    }
}
