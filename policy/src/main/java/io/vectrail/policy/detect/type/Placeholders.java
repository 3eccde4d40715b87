package io.vectrail.policy.detect.type;

import java.util.Locale;
import java.util.Set;

/** What stands where a secret would: examples, variables, masks, and words that say something of it. */
final class Placeholders {

    private static final Set<String> WORDS = Set.copyOf(
            Phrases.list(
                    "password, passwort, passwd, secret, token, changeme, changeit, change-me, change_me, example, sample, "
                            + "required, optional, string, boolean, invalid, incorrect, missing, expired, hidden, masked, redacted, "
                            + "filtered, removed, undefined, default, placeholder, public, private, encrypted, hashed, plaintext, "
                            + "bearer, correct, unknown, number, integer, object, binary, varchar, bcrypt, argon2, argon2id, sha256, "
                            + "sha512, pbkdf2, scrypt, hs256, rs256, es256, base64, jwt, oauth, oauth2, enabled, disabled, protected, "
                            + "needed, reset, updated, changed, rotated, stored, empty, blank, failed, success, please, mypassword, "
                            + "yourpassword, newpassword, oldpassword, userpassword, dbpassword, mysecret, yoursecret, "
                            + "password1234567, return, request, response, config, settings, getenv, environ, notset, not-set, unset, "
                            + "authentication, authorization, should, cannot, before, during, policy, manager, vault, input, value, "
                            + "client, server, session, account, refresh, access, credentials, credential, username, generated, "
                            + "prompt, unchanged, confidential, rejected, accepted, verified, mismatch, revoked, leaked, exposed, valid"));

    private static final PhraseSet PARTS = PhraseSet.of(
            "your, example, placeholder, changeme, change_me, change-me, xxxx, redacted, dummy, insert, todo, "
                    + "replace, <, ${, {{, ****, ...., ####, _here, -here, secret_name, not_a_real, fake, sample, "
                    + "abcdefghijkl, 123456789012345");

    private static final PhraseSet ROOTS = PhraseSet.of(
            "process., os., env., config., settings., secrets., self., this., request., req., system., vault., var., "
                    + "data., local., module., params., props., state., user., ctx., context., response., res., event., "
                    + "options., opts., args., cfg., conf., app., credentials., session., body., form., input., spring., arn:, "
                    + "projects/, vault:, op://, ref+, http://, https://, file:, classpath:, secretref:, keyvault");

    private Placeholders() {}

    /** Whether it stands for a value that is not there. */
    static boolean is(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            for (String part : PARTS.from(lower.charAt(i))) {
                if (lower.startsWith(part, i)) {
                    return true;
                }
            }
        }
        char first = value.charAt(0);
        char last = value.charAt(value.length() - 1);
        boolean enclosed =
                (first == '[' && last == ']') || (first == '<' && last == '>') || (first == '{' && last == '}');
        boolean variable = (first == '$' || first == '%' || first == '@') && name(value);
        return enclosed || variable || WORDS.contains(lower) || same(value);
    }

    /** Whether it says where the value is, as code and settings do. */
    static boolean reference(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        for (String root : ROOTS.from(lower.charAt(0))) {
            if (lower.startsWith(root)) {
                return true;
            }
        }
        return value.startsWith("/") || value.startsWith("./") || value.startsWith("~/") || value.startsWith("--");
    }

    /** Whether it has capitals and digits alone. */
    static boolean upper(String value) {
        return value.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
                || value.startsWith("LTAI")
                || value.startsWith("EZAK")
                || value.startsWith("EAAA");
    }

    static boolean hex(String value, int from) {
        return value.substring(from).chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /** How many different signs it has. */
    static int distinct(Candidate value) {
        long low = 0;
        long high = 0;
        for (int i = value.start(); i < value.end(); i++) {
            char c = value.text().charAt(i);
            low |= c < 64 ? 1L << c : 0;
            high |= c >= 64 && c < 128 ? 1L << (c - 64) : 0;
        }
        return Long.bitCount(low) + Long.bitCount(high);
    }

    /** Whether a sign is followed by a name alone, and perhaps by the same sign. */
    private static boolean name(String value) {
        boolean upper = true;
        boolean lower = true;
        boolean digits = false;
        int end = value.charAt(value.length() - 1) == value.charAt(0) ? value.length() - 1 : value.length();
        for (int i = 1; i < end; i++) {
            char c = value.charAt(i);
            digits |= c >= '0' && c <= '9';
            upper &= c == '_' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            lower &= c == '_' || (c >= 'a' && c <= 'z');
        }
        return lower || (upper && (!digits || value.indexOf('_') > 0));
    }

    private static boolean same(String value) {
        for (int i = 1; i < value.length(); i++) {
            if (value.charAt(i) != value.charAt(0)) {
                return false;
            }
        }
        return true;
    }
}
