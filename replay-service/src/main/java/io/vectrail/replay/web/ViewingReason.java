package io.vectrail.replay.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Why somebody looks, in their own words: a header, or a parameter where a browser saves a file by its address. */
final class ViewingReason {

    static final String HEADER = "X-Vectrail-Reason";
    static final String PARAMETER = "reason";

    private static final int MOST_CHARACTERS = 500;

    private ViewingReason() {}

    /** What a call says. @throws ProblemException when it is no reason that can be kept */
    static Optional<String> of(Call call) {
        return call.header(HEADER)
                .map(ViewingReason::decoded)
                .or(() -> Optional.ofNullable(
                        call.route().audited() instanceof Audited.Texts ? call.parameter(PARAMETER) : null))
                .map(String::strip)
                .filter(reason -> !reason.isEmpty())
                .map(ViewingReason::checked);
    }

    /** Headers are ASCII, and reasons are in every language: percent-encoded UTF-8, and what is not that stands for itself. */
    private static String decoded(String header) {
        try {
            return URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return header;
        }
    }

    private static String checked(String reason) {
        if (reason.length() > MOST_CHARACTERS || reason.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.badRequest("a reason has 1 to " + MOST_CHARACTERS
                    + " characters, without line breaks and other control characters");
        }
        if (reason.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw ProblemException.badRequest("a reason is said in words");
        }
        return reason;
    }
}
