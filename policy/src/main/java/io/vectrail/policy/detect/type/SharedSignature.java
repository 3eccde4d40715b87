package io.vectrail.policy.detect.type;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A shared access signature of Azure's storage: the parameters of a URL that what they allow is signed in. */
final class SharedSignature {

    private static final AsciiSet NAME = AsciiSet.of("a-z");
    private static final AsciiSet VALUE = AsciiSet.of("A-Za-z0-9%:+._~/-");
    private static final AsciiSet SIGNATURE = AsciiSet.of("A-Za-z0-9%+/=");
    private static final AsciiSet BEHIND = AsciiSet.of("A-Za-z0-9%:+._~/=-");
    private static final Set<String> FIRST =
            Set.of("sv", "sp", "ss", "st", "se", "sr", "srt", "spr", "si", "skt", "ske");
    private static final String SIG = "&sig=";

    /** How far parameters are looked for before the signature, and behind it. */
    private static final int MOST = 1024;

    private SharedSignature() {}

    /** @param signature where it begins; reading back ends at another, so that many are read once each */
    static @Nullable Candidate of(Candidate signature) {
        CharSequence text = signature.text();
        int least = Math.max(0, signature.start() - MOST);
        int start = -1;
        int at = signature.start();
        while (at == signature.start() || (at > least && !Texts.at(text, at, SIG))) {
            int value = VALUE.start(text, at, least);
            int name = value > least && text.charAt(value - 1) == '=' ? NAME.start(text, value - 1, least) : value;
            if (value == at || name >= value - 1) {
                break;
            }
            boolean first = FIRST.contains(text.subSequence(name, value - 1).toString());
            start = first && Texts.begins(text, name) ? name : start;
            if (name == 0 || text.charAt(name - 1) != '&') {
                break;
            }
            at = name - 1;
        }
        boolean nested = at < signature.start() && Texts.at(text, at, SIG);
        if (start < 0 || nested) {
            return null;
        }
        Candidate whole = new Candidate(text, start, end(signature));
        return IssuedTokens.random(whole, 40) ? whole : null;
    }

    private static int end(Candidate signature) {
        CharSequence text = signature.text();
        int limit = signature.end() + MOST;
        int end = SIGNATURE.end(text, signature.end(), limit);
        while (end < text.length() && text.charAt(end) == '&') {
            int name = NAME.end(text, end + 1, limit);
            boolean named = name > end + 1 && name < text.length() && text.charAt(name) == '=';
            int value = named ? BEHIND.end(text, name + 1, limit) : end;
            if (value <= name) {
                break;
            }
            end = value;
        }
        return end;
    }
}
