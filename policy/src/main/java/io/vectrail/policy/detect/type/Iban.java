package io.vectrail.policy.detect.type;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An international bank account number (ISO 13616; lengths of the SWIFT registry), whole or in groups of four. */
final class Iban {

    /** Two letters of a country and its length, for each country. */
    private static final String LENGTHS =
            "NO15 BE16 DK18 FI18 FO18 FK18 GL18 NL18 SD18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 MN20 XK20 "
                    + "CH21 HR21 LI21 LV21 BG22 BH22 CR22 DE22 GB22 GE22 IE22 ME22 RS22 VA22 AE23 GI23 IL23 IQ23 OM23 SO23 TL23 AD24 CZ24 "
                    + "ES24 MD24 PK24 RO24 SA24 SE24 SK24 TN24 VG24 PT25 ST25 AO25 CV25 MZ25 IS26 TR26 DZ26 FR27 GR27 IT27 MC27 MR27 SM27 "
                    + "BI27 DJ27 AL28 AZ28 BY28 CY28 DO28 GT28 HN28 HU28 LB28 NI28 PL28 SV28 CI28 BJ28 SN28 ML28 BR29 EG29 PS29 QA29 UA29 "
                    + "JO30 KW30 MU30 YE30 MT31 SC31 LC32 RU33";

    private static final AsciiSet SIGNS = AsciiSet.of("A-Za-z0-9");
    private static final Map<String, Integer> LENGTH = lengths();

    /** The pattern ends behind so many characters, without the signs between. */
    private static final int BEGIN = 12;

    static final Recognizer RECOGNIZER = Recognizer.of("IBAN_CODE")
            .within(
                    0.95,
                    "(?i)\\b(?:" + String.join("|", LENGTH.keySet()) + ")\\d{2}(?:[ -]?[A-Z0-9]{4}){2}",
                    Iban::read)
            .context("iban", "bank", "account")
            .build();

    private Iban() {}

    private static Map<String, Integer> lengths() {
        Map<String, Integer> lengths = new TreeMap<>();
        for (String entry : LENGTHS.split(" ", -1)) {
            lengths.put(entry.substring(0, 2), Integer.parseInt(entry.substring(2)));
        }
        return lengths;
    }

    /** Reads as many characters as the country's have, so that no word behind it is taken for its last group. */
    private static @Nullable Candidate read(Candidate begin) {
        CharSequence text = begin.text();
        String country =
                text.subSequence(begin.start(), begin.start() + 2).toString().toUpperCase(Locale.ROOT);
        int length = LENGTH.getOrDefault(country, 0);
        int i = begin.end();
        for (int read = BEGIN; read < length; read++) {
            char c = i < text.length() ? text.charAt(i) : 0;
            boolean parted = read % 4 == 0 && (c == ' ' || c == '-') && i + 1 < text.length();
            i += parted ? 1 : 0;
            if (i == text.length() || !SIGNS.has(text.charAt(i))) {
                return null;
            }
            i++;
        }
        Candidate iban = new Candidate(text, begin.start(), i);
        return holds(iban) ? iban : null;
    }

    private static boolean holds(Candidate iban) {
        boolean longer = iban.before(1) == '-'
                || Neighbours.word(iban.after(1))
                || (iban.after(1) == '-' && Neighbours.word(iban.after(2)));
        return !longer && Mod97.ofMoved(iban) == 1;
    }
}
