package io.vectrail.policy.detect.type;

/** A bank account's number in the United States: 8 to 17 digits, as each bank likes, and no check digit. */
final class UsBankNumber {

    private static final Label LABEL = Label.of(
            "account",
            "a/c",
            "account number",
            "accountnumber",
            "account no",
            "account num",
            "acct",
            "acct no",
            "acct number",
            "acctno",
            "acct num",
            "bank account",
            "checking",
            "checking account",
            "savings",
            "savings account",
            "deposit account",
            "direct deposit",
            "debit account",
            "bank number",
            "bank acct",
            "dda",
            "accounts");

    static final Recognizer RECOGNIZER = Recognizer.of("US_BANK_NUMBER")
            .labelled(0.5, "\\b\\d{8,17}\\b", LABEL.required(UsBankNumber::holds))
            .labelled(0.5, "\\b\\d{4}[ -]\\d{4}[ -]\\d{4}\\b", LABEL.required(UsBankNumber::grouped))
            .labelled(0.5, "\\b\\d{3}[ -]\\d{3}[ -]\\d{3,6}\\b", LABEL.required(UsBankNumber::grouped))
            .labelled(0.5, "\\b\\d{3,6}-\\d{5,8}\\b", LABEL.required(UsBankNumber::grouped))
            .context(LABEL.words())
            .build();

    private UsBankNumber() {}

    private static boolean holds(Candidate candidate) {
        return !Digits.allSame(candidate) && !Digits.isDay(candidate);
    }

    private static boolean grouped(Candidate candidate) {
        return Alone.noGroupBeside(candidate) && holds(candidate);
    }
}
