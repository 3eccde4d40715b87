package io.vectrail.policy.detect.type;

/**
 * A voter's identity card of India: three letters and seven digits. The last should be Luhn's check digit, but of old cards it is
 * not.
 */
final class InVoter {

    private static final Label LABEL = Label.of(
            "voter",
            "voter id",
            "voter id card",
            "voter card",
            "voter number",
            "voter identity",
            "voter identity card",
            "voter identification card",
            "voters id card",
            "voters identity card",
            "voting card",
            "voting id",
            "voting id card",
            "voterid",
            "epic",
            "epic number",
            "epic no",
            "epicno",
            "elector",
            "electoral",
            "epic card",
            "epic id card",
            "epic identity card",
            "photo identity card",
            "photo id card",
            "elector id card",
            "elector identity card",
            "electoral id card",
            "electoral identity card",
            "electors photo identity card",
            "elector's photo",
            "elector photo identity card",
            "election card",
            "election id",
            "election id card",
            "election identity",
            "election identity card",
            "election photo",
            "eci",
            "matdata",
            "matdata pehchan",
            "election commission",
            "मतदाता",
            "वोटर",
            "निर्वाचक");

    static final Recognizer RECOGNIZER = Recognizer.of("IN_VOTER")
            .labelled(
                    0.5, "(?i)\\b[A-Z]{3}[ /-]?(?:\\d{7}|\\d{3}[ -]\\d{4})\\b", LABEL.required(c -> !Digits.allSame(c)))
            .labelled(0.5, "(?i)\\b[A-Z]{2}[/-]\\d{1,2}[/-]\\d{1,3}[/-]\\d{6,7}\\b", LABEL.required(c -> true))
            .context(LABEL.words())
            .build();

    private InVoter() {}
}
