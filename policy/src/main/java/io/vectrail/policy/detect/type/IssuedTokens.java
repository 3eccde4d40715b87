package io.vectrail.policy.detect.type;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tokens that their issuers begin with signs of their own, in the lengths that the issuers document. */
final class IssuedTokens {

    /** What a token begins with, and the least and the most signs behind that. */
    private record Issued(String prefix, int least, int most) {}

    private static final int ANY = 512;

    /** Of letters and digits alone. */
    private static final List<Issued> PLAIN = List.of(
            new Issued("AKIA", 16, 16),
            new Issued("ASIA", 16, 16),
            new Issued("ABIA", 16, 16),
            new Issued("ACCA", 16, 16),
            new Issued("LTAI", 12, 20),
            new Issued("ghp_", 36, 36),
            new Issued("gho_", 36, 36),
            new Issued("ghu_", 36, 36),
            new Issued("ghr_", 36, 76),
            new Issued("npm_", 36, 36),
            new Issued("hf_", 30, 40),
            new Issued("api_org_", 34, 34),
            new Issued("sk_live_", 10, 99),
            new Issued("sk_test_", 10, 99),
            new Issued("rk_live_", 10, 99),
            new Issued("rk_test_", 10, 99),
            new Issued("whsec_", 24, 64),
            new Issued("SK", 32, 32),
            new Issued("dop_v1_", 64, 64),
            new Issued("doo_v1_", 64, 64),
            new Issued("dor_v1_", 64, 64),
            new Issued("shpat_", 32, 32),
            new Issued("shpss_", 32, 32),
            new Issued("shpca_", 32, 32),
            new Issued("shppa_", 32, 32),
            new Issued("key-", 32, 32),
            new Issued("dapi", 32, 34),
            new Issued("lin_api_", 40, 40),
            new Issued("pul-", 40, 40),
            new Issued("rubygems_", 48, 48),
            new Issued("sntryu_", 64, 64),
            new Issued("ntn_", 40, 50),
            new Issued("secret_", 43, 43),
            new Issued("r8_", 37, 37),
            new Issued("gsk_", 48, 56),
            new Issued("xai-", 60, 90),
            new Issued("pplx-", 40, 56),
            new Issued("sk_", 48, 48),
            new Issued("sk-", 20, 64),
            new Issued("shippo_live_", 40, 40),
            new Issued("EZAK", 54, 54),
            new Issued("AGE-SECRET-KEY-1", 58, 58));

    /** Of letters, digits, dashes and low lines. */
    private static final List<Issued> DASHED = List.of(
            new Issued("github_pat_", 40, 100),
            new Issued("ghs_", 36, ANY),
            new Issued("glpat-", 20, 64),
            new Issued("gldt-", 20, 64),
            new Issued("glrt-", 20, 64),
            new Issued("glcbt-", 20, 80),
            new Issued("glptt-", 40, 64),
            new Issued("glft-", 20, 64),
            new Issued("glimt-", 20, 64),
            new Issued("glsoat-", 20, 64),
            new Issued("glagent-", 50, 64),
            new Issued("GR1348941", 20, 20),
            new Issued("xoxb-", 20, 200),
            new Issued("xoxp-", 20, 200),
            new Issued("xoxa-", 20, 200),
            new Issued("xoxr-", 20, 200),
            new Issued("xoxs-", 20, 200),
            new Issued("xoxe-", 20, 300),
            new Issued("xapp-", 20, 200),
            new Issued("sk-ant-", 20, 140),
            new Issued("sk-proj-", 20, 200),
            new Issued("sk-svcacct-", 20, 200),
            new Issued("sk-admin-", 20, 200),
            new Issued("sk-or-v1-", 40, 80),
            new Issued("sk-lf-", 30, 50),
            new Issued("pypi-", 50, ANY),
            new Issued("AIza", 35, 35),
            new Issued("GOCSPX-", 28, 28),
            new Issued("NRAK-", 27, 27),
            new Issued("PMAK-", 59, 59),
            new Issued("figd_", 36, 60),
            new Issued("dckr_pat_", 27, 40),
            new Issued("dckr_oat_", 27, 40),
            new Issued("glsa_", 41, 41),
            new Issued("glc_", 40, ANY),
            new Issued("sq0atp-", 22, 22),
            new Issued("sq0csp-", 43, 43),
            new Issued("EAAA", 60, 60),
            new Issued("nvapi-", 60, 70),
            new Issued("tvly-", 30, 50),
            new Issued("CFPAT-", 43, 43),
            new Issued("ATATT3", 100, 220),
            new Issued("ATCTT3", 100, 220),
            new Issued("lin_oauth_", 40, 70),
            new Issued("phx_", 40, 50),
            // Our own: a caller's key, and an API token.
            new Issued("vtk_", 60, 60),
            new Issued("vta_", 60, 60));

    private static final String SIGNS = "[A-Za-z0-9_-]";
    private static final AsciiSet LETTERS = AsciiSet.of("A-Za-z0-9");
    private static final AsciiSet DASHES = AsciiSet.of("A-Za-z0-9_-");

    private static final AsciiSet CLIENT = AsciiSet.of("A-Za-z0-9_~.-");

    private IssuedTokens() {}

    static void shapes(Recognizer.Builder builder) {
        reading(builder, begins(PLAIN) + "[A-Za-z0-9]{10,40}", LETTERS, token -> issued(token, PLAIN));
        builder.within(0.95, begins(DASHED) + SIGNS + "{20,40}", IssuedTokens::dashed);
        reading(builder, "\\bSG\\." + SIGNS + "{1,64}\\." + SIGNS + "{1,32}", DASHES, token -> random(token, 40));
        reading(builder, "\\bya29\\." + SIGNS + "{30}", DASHES, token -> random(token, 35));
        reading(builder, "\\bhv[sbr]\\." + SIGNS + "{24}", DASHES, token -> random(token, 28));
        reading(
                builder,
                "\\bdp\\.(?:pt|st|ct|sa|scim|audit)\\.[A-Za-z0-9_.-]{30,40}",
                AsciiSet.of("A-Za-z0-9_.-"),
                token -> token.value().charAt(token.end() - token.start() - 1) != '.' && random(token, 46));
        reading(builder, "\\bsntrys_[A-Za-z0-9+/=_-]{53}", AsciiSet.of("A-Za-z0-9+/=_-"), token -> random(token, 60));
        parts(builder);
        hooks(builder);
    }

    /** Those that are found by what stands within them, or end where their length says. */
    private static void parts(Recognizer.Builder builder) {
        builder.shape(
                        0.9,
                        "\\b\\d{8,10}:AA" + SIGNS + "{30,35}",
                        token -> ends(token, DASHES) && random(token, 43) && token.end() - token.start() <= 46)
                .within(0.9, "\\." + SIGNS + "{6}\\." + SIGNS + "{27,38}", IssuedTokens::bot)
                .shape(0.9, "\\b[0-9a-f]{32}-us\\d{1,2}\\b", token -> random(token, 36))
                .within(0.95, "\\.atlasv1\\." + SIGNS + "{30}", IssuedTokens::atlas)
                .within(0.9, "\\dQ~[A-Za-z0-9_~.-]{31,35}", IssuedTokens::azure);
    }

    private static void hooks(Recognizer.Builder builder) {
        reading(
                builder,
                "\\bhttps://hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9/_-]{20}",
                AsciiSet.of("A-Za-z0-9/_-"),
                token -> random(token, 60));
        reading(
                builder,
                "\\bhttps://(?:[a-z]{1,16}\\.)?discord(?:app)?\\.com/api/webhooks/\\d{5,24}/" + SIGNS + "{10}",
                DASHES,
                token -> random(token, 60));
        builder.within(0.9, "&sig=[A-Za-z0-9%+/=]{8}", SharedSignature::of);
    }

    /** A token of which the pattern is the begin: the longest of the signs, but no more than any token has. */
    private static void reading(Recognizer.Builder builder, String pattern, AsciiSet signs, Check check) {
        builder.within(0.95, pattern, begin -> {
            int end = signs.end(begin.text(), begin.end(), begin.start() + 2 * ANY);
            Candidate token = new Candidate(begin.text(), begin.start(), end);
            return check.holds(token) ? token : null;
        });
    }

    private static @Nullable Candidate dashed(Candidate begin) {
        CharSequence text = begin.text();
        int end = DASHES.end(text, begin.end(), begin.start() + ANY + 32);
        Candidate token = new Candidate(text, begin.start(), end + tail(text, end));
        return issued(token, DASHED) ? token : null;
    }

    /** Up to two signs that fill, or GitLab's length and checksum. */
    private static int tail(CharSequence text, int at) {
        int signs = at;
        while (signs < text.length() && signs - at < 2 && text.charAt(signs) == '=') {
            signs++;
        }
        int second = at + 3;
        boolean routable = second < text.length()
                && text.charAt(at) == '.'
                && text.charAt(second) == '.'
                && LETTERS.end(text, at + 1, second) == second
                && LETTERS.end(text, second + 1, second + 10) == second + 10;
        return routable ? 13 : signs - at;
    }

    /** A token of Terraform by what stands within: a name before, a key behind. */
    private static @Nullable Candidate atlas(Candidate middle) {
        CharSequence text = middle.text();
        int start = LETTERS.start(text, middle.start(), middle.start() - 32);
        int end = DASHES.end(text, middle.end(), middle.end() + ANY);
        Candidate token = new Candidate(text, start, end);
        return start < middle.start() && Texts.begins(text, start) && random(token, 80) ? token : null;
    }

    /** A client's secret of Entra by what stands behind its first three signs. */
    private static @Nullable Candidate azure(Candidate middle) {
        CharSequence text = middle.text();
        int start = middle.start() - 3;
        if (CLIENT.start(text, middle.start(), start) != start || !Texts.begins(text, start) || !ends(middle, CLIENT)) {
            return null;
        }
        Candidate secret = new Candidate(text, start, middle.end());
        return random(secret, 37) ? secret : null;
    }

    private static boolean ends(Candidate token, AsciiSet signs) {
        return !signs.has(token.after(1));
    }

    /** A bot's token by its last two parts, a time and a key: before them stands an id. */
    private static @Nullable Candidate bot(Candidate parts) {
        CharSequence text = parts.text();
        int start = DASHES.start(text, parts.start(), parts.start() - 28);
        while (parts.start() - start >= 23 && !("MNO".indexOf(text.charAt(start)) >= 0 && Texts.begins(text, start))) {
            start++;
        }
        Candidate token = new Candidate(text, start, parts.end());
        return parts.start() - start >= 23 && ends(token, DASHES) && random(token, 50) ? token : null;
    }

    private static String begins(List<Issued> tokens) {
        return tokens.stream().map(Issued::prefix).collect(Collectors.joining("|", "\\b(?:", ")"));
    }

    /** Whether the length is that of the longest prefix which it has. */
    private static boolean issued(Candidate token, List<Issued> tokens) {
        int longest = 0;
        boolean fits = false;
        for (Issued issued : tokens) {
            int prefix = issued.prefix.length();
            if (prefix > longest && Texts.at(token.text(), token.start(), issued.prefix)) {
                longest = prefix;
                int rest = token.end() - token.start() - prefix;
                fits = rest >= issued.least && rest <= issued.most;
            }
        }
        if (!fits) {
            return false;
        }
        String value = token.value();
        boolean upper = !value.startsWith("A") || longest != 4 || value.startsWith("AIza") || Placeholders.upper(value);
        boolean hex = longest != 2 || Placeholders.hex(value, longest);
        return upper && hex && random(token, 0);
    }

    /** Whether it has that length, and is more than an example that stands for one. */
    static boolean random(Candidate token, int least) {
        return token.end() - token.start() >= least
                && token.after(1) != '_'
                && Placeholders.distinct(token) >= 8
                && !Placeholders.is(token.value());
    }
}
