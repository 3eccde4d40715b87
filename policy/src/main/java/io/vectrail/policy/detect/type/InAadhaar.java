package io.vectrail.policy.detect.type;

/** A resident's number of India: eleven digits, the first 2 to 9, and Verhoeff's check digit (UIDAI, Aadhaar number scheme). */
final class InAadhaar {

    private static final Label LABEL = Label.of(
            "aadhaar",
            "aadhar",
            "adhaar",
            "adhar",
            "aadhaar card",
            "aadhaar number",
            "aadhar card",
            "aadhar number",
            "uidai",
            "uid",
            "unique identification",
            "आधार");

    static final Recognizer RECOGNIZER = Recognizer.of("IN_AADHAAR")
            .shape(0.7, "\\b[2-9]\\d{3} \\d{4} \\d{4}\\b", LABEL.unlessOther(c -> holds(c) && Alone.noGroupBeside(c)))
            .shape(0.6, "\\b[2-9]\\d{3}-\\d{4}-\\d{4}\\b", LABEL.unlessOther(InAadhaar::holds))
            .labelled(0.5, "\\b[2-9]\\d{11}\\b", LABEL.required(InAadhaar::holds))
            .context(LABEL.words())
            .build();

    private InAadhaar() {}

    private static boolean holds(Candidate candidate) {
        return Verhoeff.holds(candidate) && !isPalindrome(candidate.digits());
    }

    /** Palindromes are not given. */
    private static boolean isPalindrome(String digits) {
        for (int i = 0; i < digits.length() / 2; i++) {
            if (digits.charAt(i) != digits.charAt(digits.length() - 1 - i)) {
                return false;
            }
        }
        return true;
    }
}
