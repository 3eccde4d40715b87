package io.vectrail.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.config.StrictYaml;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims as issuers write them, judged by settings as operators write them. */
class ClaimRulesTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    /** What the issuer is in a program's configuration. */
    record Configured(IssuerSettings issuer) {}

    private static IssuerSettings settings(String more) {
        String yaml = """
                issuer:
                  issuer: https://login.example
                  audience: vectrail
                """ + more.indent(2);
        return StrictYaml.read("test", yaml, Configured.class).issuer();
    }

    private static Verification judge(IssuerSettings settings, String claims) throws ParseException {
        String whole = "{\"iss\":\"https://login.example\",\"aud\":[\"other\",\"vectrail\"],\"exp\":"
                + NOW.plus(HOUR).getEpochSecond() + (claims.isEmpty() ? "" : "," + claims) + "}";
        return new ClaimRules(settings, List.of("hr:")).judge(JWTClaimsSet.parse(whole), NOW, Duration.ofDays(1));
    }

    private static VerifiedToken accepted(String settings, String claims) throws ParseException {
        Verification judged = judge(settings(settings), claims);
        assertThat(judged).isInstanceOf(Verification.Verified.class);
        return ((Verification.Verified) judged).token();
    }

    private static void rejected(String settings, String claims, String reason) throws ParseException {
        assertThat(judge(settings(settings), claims))
                .isInstanceOfSatisfying(
                        Verification.Rejected.class,
                        rejection -> assertThat(rejection.reason()).contains(reason));
    }

    @Test
    void subjectAndGroupsStandWhereTheIssuerPutsThem() throws Exception {
        VerifiedToken token = accepted("""
                claims:
                  subject: /user/mail
                  groups: [/realm_access/roles, "https://example.com/teams", scope, "/a~1b/0~0"]
                """, """
                "sub":"1","user":{"mail":"alice@example.com"},"realm_access":{"roles":["a","b"]},
                "https://example.com/teams":["b","c"],"scope":"openid  d","a/b":{"0~0":"no","0~":"e"},"jti":"t1","iat":1780000000
                """);
        assertThat(token.subject()).isEqualTo("alice@example.com");
        assertThat(token.groups()).containsExactly("a", "b", "c", "openid", "d", "e");
        assertThat(token.id()).isEqualTo("t1");
        assertThat(token.issued()).isEqualTo(Instant.ofEpochSecond(1_780_000_000));
    }

    @Test
    void withoutSettingsTheyStandWhereTheyUsuallyDo() throws Exception {
        VerifiedToken token = accepted("", "\"sub\":\"alice\",\"groups\":[\"x\"],\"azp\":\"app\"");
        assertThat(token.subject()).isEqualTo("alice");
        assertThat(token.groups()).containsExactly("x");
        assertThat(token.clientId()).isEqualTo("app");
        assertThat(accepted("", "\"sub\":\"alice\"").groups()).isEmpty();
        assertThat(accepted("prefix: hr", "\"sub\":\"alice\"").subject()).isEqualTo("hr:alice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"sub\":\"a\",\"groups\":[1] | groups",
                "\"sub\":\"a\",\"groups\":[null] | groups",
                "\"sub\":\"a\",\"groups\":{\"a\":1} | groups",
                "\"sub\":\"a\",\"groups\":7 | groups",
                "\"groups\":[\"x\"] | subject",
                "\"sub\":\" \" | subject",
                "\"sub\":\"a\\nb\" | control characters",
                "\"sub\":\"a\\u202eb\" | invisible",
                "\"sub\":\"\\u200b\" | invisible",
                "\"sub\":\"a\\u2028b\" | invisible",
                "\"sub\":\"a\\ud800\" | invisible",
                "\"sub\":\" a\" | white space around it",
                "\"sub\":\"a\\u00a0\" | white space around it",
                "\"sub\":\"a\\u3164\" | invisible",
                "\"sub\":\"\\u2800\" | invisible",
                "\"sub\":\"anonymous\" | somebody else",
                "\"sub\":\"hr:alice\" | somebody else",
                "\"sub\":\"key:nightly-batch\" | somebody else",
                "\"sub\":\"token:alice/nightly\" | somebody else",
                "\"sub\":\"a\",\"azp\":7 | not what it should be",
                "\"sub\":\"a\",\"nbf\":99999999999 | not valid yet",
                "\"sub\":\"a\",\"nbf\":9223372036854775807 | not valid yet",
            })
    void whatIsNotWhatItShouldBeIsRejected(String claims, String reason) throws Exception {
        rejected("", claims, reason);
    }

    @Test
    void tooManyGroupsAndTooLongOnesAreRejected() throws Exception {
        String many = IntStream.range(0, 257).mapToObj(i -> "\"g" + i + "\"").collect(Collectors.joining(","));
        rejected("", "\"sub\":\"a\",\"groups\":[" + many + "]", "more than 256 groups");
        rejected("", "\"sub\":\"a\",\"groups\":[\"" + "g".repeat(257) + "\"]", "more than 256 characters");
    }

    @Test
    void groupsAreTranslatedAndThoseThatAreNotListedDoNotCount() throws Exception {
        VerifiedToken token =
                accepted("""
                groupNames: { /team/research: research, /team/science: research, 4711: production }
                """, "\"sub\":\"a\",\"groups\":[\"/team/research\",\"/team/science\",\"auditors\",\"4711\"]");
        assertThat(token.groups()).containsExactly("research", "production");
    }

    @Test
    void aRequiredClaimMustSayOneOfItsValues() throws Exception {
        String required = """
                claims: { required: { email_verified: true, /org/tenant: [a, b], amr: mfa } }
                """;
        accepted(
                required, "\"sub\":\"a\",\"email_verified\":true,\"org\":{\"tenant\":\"b\"},\"amr\":[\"pwd\",\"mfa\"]");
        rejected(
                required,
                "\"sub\":\"a\",\"email_verified\":false,\"org\":{\"tenant\":\"b\"},\"amr\":[\"mfa\"]",
                "its claim email_verified");
        rejected(
                required,
                "\"sub\":\"a\",\"email_verified\":true,\"org\":{\"tenant\":\"c\"},\"amr\":[\"mfa\"]",
                "its claim /org/tenant");
        rejected(
                required,
                "\"sub\":\"a\",\"email_verified\":true,\"org\":\"b\",\"amr\":\"mfa\"",
                "its claim /org/tenant");
    }

    @Test
    void aTokenOfAnotherClientIsRejected() throws Exception {
        String parties = "authorizedParties: [app, batch]";
        accepted(parties, "\"sub\":\"a\",\"azp\":\"app\"");
        accepted(parties, "\"sub\":\"a\",\"client_id\":\"batch\"");
        rejected(parties, "\"sub\":\"a\",\"azp\":\"other\",\"client_id\":\"app\"", "client");
        rejected(parties, "\"sub\":\"a\"", "client");
    }

    @Test
    void aServiceAccountIsKnownByItsClientAndAPersonsTokenIsNone() throws Exception {
        String accounts = """
                serviceAccounts:
                  - { client: billing, claims: { preferred_username: service-account-billing }, groups: [production] }
                  - { client: nightly, groups: [batch] }
                """;
        VerifiedToken billing = accepted(
                accounts,
                "\"sub\":\"5f0c\",\"azp\":\"billing\",\"preferred_username\":\"service-account-billing\",\"groups\":[\"x\"]");
        assertThat(billing.subject()).isEqualTo("billing");
        assertThat(billing.groups()).containsExactly("production");
        assertThat(accepted(accounts, "\"sub\":\"nightly\",\"client_id\":\"nightly\"")
                        .groups())
                .containsExactly("batch");
        VerifiedToken person = accepted(
                accounts, "\"sub\":\"alice\",\"azp\":\"billing\",\"preferred_username\":\"alice\",\"groups\":[\"x\"]");
        assertThat(person.subject()).isEqualTo("alice");
        assertThat(person.groups()).containsExactly("x");
        assertThat(accepted(accounts, "\"sub\":\"bob\",\"azp\":\"nightly\"").groups())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 30, 60})
    void timesAreTakenWithinTheClocksSkew(long seconds) throws Exception {
        IssuerSettings settings = settings("clockSkew: " + seconds + "s");
        ClaimRules rules = new ClaimRules(settings, List.of());
        JWTClaimsSet ended = claims(NOW.minusSeconds(seconds), NOW.minusSeconds(100));
        assertThat(rules.judge(ended, NOW, HOUR)).isInstanceOf(Verification.Verified.class);
        assertThat(rules.judge(ended, NOW.plusSeconds(1), HOUR)).isInstanceOf(Verification.Rejected.class);
        JWTClaimsSet begins = claims(NOW.plusSeconds(1000), NOW.plusSeconds(seconds));
        assertThat(rules.judge(begins, NOW, HOUR)).isInstanceOf(Verification.Verified.class);
        assertThat(rules.judge(begins, NOW.minusSeconds(1), HOUR)).isInstanceOf(Verification.Rejected.class);
    }

    private static JWTClaimsSet claims(Instant expires, Instant from) throws ParseException {
        return JWTClaimsSet.parse("{\"sub\":\"a\",\"aud\":\"vectrail\",\"exp\":" + expires.getEpochSecond()
                + ",\"nbf\":" + from.getEpochSecond() + "}");
    }

    @Test
    void whatIsToBeLookedAtAgainExpiresThen() throws Exception {
        JWTClaimsSet claims = claims(NOW.plusSeconds(1000), NOW);
        Verification judged = new ClaimRules(settings(""), List.of()).judge(claims, NOW, Duration.ofSeconds(30));
        assertThat(judged)
                .isInstanceOfSatisfying(
                        Verification.Verified.class,
                        verified -> assertThat(verified.token().expires()).isEqualTo(NOW.plusSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clockSkew: 61s | clockSkew",
                "algorithms: [HS256] | HS256",
                "algorithms: [none] | none",
                "jwks: file:///etc/passwd | jwks",
                "prefix: 'a:b' | prefix",
                "prefix: key | Vectrail's own keys",
                "prefix: token | Vectrail's own keys",
                "claims: { subject: '' } | claim",
                "claims: { required: { a: [] } } | required",
                "serviceAccounts: [{ groups: [a] }] | client",
                "introspection: { clientId: a } | clientSecret",
                "introspection: { clientId: a, clientSecret: b, remember: 6m } | remember",
            })
    void settingsThatLetInTooMuchAreRefused(String more, String named) {
        assertThatThrownBy(() -> settings(more))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(named);
    }

    @Test
    void anIssuerWithoutMetadataSaysWhereItsKeysAre() {
        assertThatThrownBy(() ->
                        StrictYaml.read("test", "issuer: { issuer: somebody, audience: vectrail }", Configured.class))
                .hasMessageContaining("jwks");
    }

    @Test
    void nobodyIsCalledAsAProgramIs() throws Exception {
        String settings = """
                claims: { subject: preferred_username }
                serviceAccounts: [ { client: billing, groups: [production], claims: { preferred_username: program-billing } } ]
                """;
        assertThat(accepted(settings, "\"azp\":\"billing\",\"preferred_username\":\"program-billing\"")
                        .groups())
                .containsExactly("production");
        rejected(settings, "\"azp\":\"console\",\"preferred_username\":\"billing\"", "somebody else");
    }
}
