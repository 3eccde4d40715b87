package io.vectrail.edge.approval;

import io.vectrail.document.approval.Approval;
import io.vectrail.edge.approval.Ask.Needed;
import io.vectrail.edge.exchange.ApprovalHeader;
import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;

/** What a caller is told whose request does not go on, and what to do. */
final class Refusals {

    private static final long AGAIN_SECONDS = 30;

    private Refusals() {}

    static Word.Refused rejected(Approval approval) {
        String rules = String.join(
                ", ",
                approval.asked().requirements().stream()
                        .map(requirement -> requirement.rule())
                        .toList());
        return new Word.Refused(
                approval.id(),
                new Refusal(
                        RefusalCode.APPROVAL_REJECTED,
                        "policy " + rules + " needs people's approval, and it was refused for this request (approval "
                                + approval.id() + "); another text is another request"));
    }

    static Word.Refused timedOut(String approval, Instant expires, Collection<Needed> needed, Duration held) {
        return new Word.Refused(
                approval,
                new Refusal(
                        RefusalCode.APPROVAL_TIMEOUT,
                        "policy " + Ask.rules(needed) + " needs people's approval, and nobody decided within "
                                + held.toSeconds() + " s; " + again(approval, expires)));
    }

    static Word.Refused expired(String approval, Collection<Needed> needed) {
        return new Word.Refused(
                approval,
                new Refusal(
                        RefusalCode.APPROVAL_TIMEOUT,
                        "policy " + Ask.rules(needed) + " needs people's approval, and approval " + approval
                                + " can be decided on no longer; send the request again to ask anew"));
    }

    static Word.Refused pending(String approval, Instant expires, Collection<Needed> needed) {
        return new Word.Refused(
                approval,
                new Refusal(
                        RefusalCode.APPROVAL_PENDING,
                        "policy " + Ask.rules(needed) + " needs people's approval, and they are asked; "
                                + again(approval, expires)));
    }

    static Refusal tooMany(String whose, int most) {
        return new Refusal(
                RefusalCode.TOO_MANY_HELD,
                "as many requests " + whose + " wait for people's approval as may, " + most
                        + "; try again when some are decided",
                false,
                AGAIN_SECONDS);
    }

    static Refusal tooManyBytes() {
        return new Refusal(
                RefusalCode.TOO_MANY_HELD,
                "the requests that wait for people's approval take as much memory as they may; try again when some are decided",
                false,
                AGAIN_SECONDS);
    }

    static Refusal ofAnother() {
        return new Refusal(
                RefusalCode.INVALID_REQUEST,
                ApprovalHeader.NAME
                        + " names the approval of another request, and an approval is for one as it was; send"
                        + " that request again, or leave the header out");
    }

    private static String again(String approval, Instant expires) {
        return "they can until " + expires.truncatedTo(ChronoUnit.SECONDS) + ": send the request again, with "
                + ApprovalHeader.NAME + ": " + approval;
    }
}
