package io.vectrail.policy.detect.type;

import java.util.List;

/**
 * A driver's license of a state of the United States, by the formats that AAMVA and the states publish. They are so many that
 * nearly any number is one somewhere: the label must be there.
 */
final class UsDriverLicense {

    private static final Label LABEL = Label.of(
            "driver license",
            "drivers license",
            "driver's license",
            "driver’s license",
            "driver licence",
            "drivers licence",
            "driver's licence",
            "driver’s licence",
            "driving license",
            "driving licence",
            "driver lic",
            "drivers lic",
            "driver's lic",
            "drivers",
            "driver's",
            "operator license",
            "operator's license",
            "license",
            "licence",
            "license number",
            "license no",
            "lic",
            "lic no",
            "lic number",
            "dl",
            "dl number",
            "dl no",
            "dln",
            "dl num",
            "cdl",
            "cdls",
            "dls",
            "licencia de conducir",
            "licencia de manejo",
            "licencia",
            "learner permit",
            "learner's permit",
            "driving permit",
            "dmv");

    private static final List<String> UNBROKEN = List.of(
            "\\d{6,14}",
            "\\d{16}",
            "[A-Za-z]\\d{4,14}",
            "[A-Za-z]\\d{18}",
            "[A-Za-z]{2}\\d{3,7}",
            "[A-Za-z]{2}\\d{6}[A-Za-z]", // Idaho
            "\\d{3}[A-Za-z]{2}\\d{4}", // Iowa
            "[A-Za-z]\\d[A-Za-z]\\d[A-Za-z]", // Kansas
            "\\d{7}[A-Za-z]", // Maine, Vermont
            "\\d{8}[A-Za-z]{2}", // Missouri, and the next three
            "\\d{9}[A-Za-z]",
            "\\d{3}[A-Za-z]\\d{6}",
            "[A-Za-z]\\d{6}[Rr]",
            "\\d{2}[A-Za-z]{3}\\d{5}", // New Hampshire
            "[A-Za-z]{3}\\d{6}", // North Dakota
            "[A-Za-z]{3}\\d{8}"); // New Hampshire since 2017

    static final Recognizer RECOGNIZER = Recognizer.of("US_DRIVER_LICENSE")
            .labelled(0.5, "\\b(?:" + String.join("|", UNBROKEN) + ")\\b", LABEL.required(UsDriverLicense::holds))
            .labelled(0.5, "\\b[A-Za-z][A-Za-z0-9*]{10}[A-Za-z0-9]\\b", LABEL.required(UsDriverLicense::washington))
            .labelled(
                    0.5,
                    "\\b[A-Za-z]\\d{3}[ -]\\d{3}[ -]\\d{2}[ -]\\d{3}[ -]\\d\\b",
                    LABEL.required(c -> true)) // Florida
            .labelled(0.5, "\\b[A-Za-z]\\d{3}[ -]\\d{4}[ -]\\d{4}\\b", LABEL.required(c -> true)) // Illinois
            .labelled(0.5, "\\b[A-Za-z]\\d{3}[ -]\\d{4}[ -]\\d{4}[ -]\\d{2}\\b", LABEL.required(c -> true)) // Wisconsin
            .labelled(
                    0.5,
                    "\\b[A-Za-z][ -]?\\d{3}[ -]\\d{3}[ -]\\d{3}[ -]\\d{3}\\b",
                    LABEL.required(c -> true)) // Maryland, Michigan
            .labelled(0.5, "\\b[A-Za-z]\\d{4}[ -]\\d{5}[ -]\\d{5}\\b", LABEL.required(c -> true)) // New Jersey
            .labelled(0.5, "\\b[A-Za-z]\\d{2}-\\d{3}-\\d{3}\\b", LABEL.required(c -> true)) // Kentucky
            .labelled(0.5, "\\b[A-Za-z]\\d{2}-\\d{2}-\\d{4}\\b", LABEL.required(c -> true)) // Kansas, Virginia
            .labelled(0.5, "\\b\\d{3} \\d{3} \\d{3}\\b", LABEL.required(Alone::noGroupBeside)) // New York
            .labelled(
                    0.5,
                    "\\b\\d{2}[ -]\\d{3}[ -]\\d{3,4}\\b",
                    LABEL.required(Alone::noGroupBeside)) // Colorado, Pennsylvania
            .labelled(0.5, "\\b\\d{4}-\\d{2}-\\d{4}\\b", LABEL.required(c -> true)) // Indiana
            .context(LABEL.words())
            .build();

    private UsDriverLicense() {}

    private static boolean holds(Candidate candidate) {
        return !Digits.allSame(candidate) && !Digits.isDay(candidate);
    }

    /** Letters of the name, filled up with asterisks, and digits and letters: never a word. */
    private static boolean washington(Candidate candidate) {
        for (int i = candidate.start(); i < candidate.end(); i++) {
            char c = candidate.text().charAt(i);
            if (c == '*' || Digits.is(c)) {
                return true;
            }
        }
        return false;
    }
}
