package io.vectrail.policy.detect.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each check digit lets examples of those who issue the numbers through, and no digit that is one off. */
class CheckDigitsTest {

    @ParameterizedTest
    @ValueSource(strings = {"4111111111111111", "00743110157", "79927398713"})
    void luhn(String digits) {
        assertThat(Luhn.holds(digits)).isTrue();
        assertThat(Luhn.holds(oneOff(digits))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2363", "999941057058"})
    void verhoeff(String digits) {
        assertThat(Verhoeff.holds(of(digits))).isTrue();
        assertThat(Verhoeff.holds(of(oneOff(digits)))).isFalse();
        String swapped = "" + digits.charAt(1) + digits.charAt(0) + digits.substring(2);
        assertThat(Verhoeff.holds(of(swapped))).isEqualTo(swapped.equals(digits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9434765919", "9434765870"})
    void nhsNumbers(String digits) {
        assertThat(UkNhs.holds(of(digits))).isTrue();
        assertThat(UkNhs.holds(of(oneOff(digits)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678Z", "54362315K", "01234567L"})
    void spanishLetters(String value) {
        assertThat(SpanishLetter.holds(of(value), 0)).isTrue();
        assertThat(SpanishLetter.holds(of(value.substring(0, 8) + "I"), 0)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSSMRA85T10A562S", "RCCMNL83S18D969H", "CNTCHR83T41D969D"})
    void fiscalCodes(String code) {
        assertThat(ItFiscalCode.checks(code)).isTrue();
        assertThat(ItFiscalCode.checks("B" + code.substring(1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"44051401359", "02070803628"})
    void pesels(String digits) {
        assertThat(PlPesel.holds(of(digits))).isTrue();
        assertThat(PlPesel.holds(of(oneOff(digits)))).isFalse();
    }

    @Test
    void peselsHaveADayThatIsOne() {
        assertThat(PlPesel.holds(of("44023101355"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"51824753556", "53004085616"})
    void businessNumbersOfAustralia(String digits) {
        assertThat(AuAbn.holds(of(digits))).isTrue();
        assertThat(AuAbn.holds(of(oneOff(digits)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"004085616", "005749986", "000000019"})
    void companyNumbersOfAustralia(String digits) {
        assertThat(AuAcn.holds(of(digits))).isTrue();
        assertThat(AuAcn.holds(of(oneOff(digits)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456782", "876543210", "81854402"})
    void taxFileNumbers(String digits) {
        assertThat(AuTfn.holds(of(digits))).isTrue();
        assertThat(AuTfn.holds(of(oneOff(digits)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2123456701", "29518731251"})
    void medicareNumbers(String digits) {
        assertThat(AuMedicare.holds(of(digits))).isTrue();
        assertThat(AuMedicare.holds(of("3" + digits.substring(1)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"S1234567D", "T1234567J", "F1234567N", "G1234567X", "M1234567K"})
    void identityCardsOfSingapore(String value) {
        assertThat(SgNricFin.holds(of(value))).isTrue();
        assertThat(SgNricFin.holds(of(value.substring(0, 8) + "Y"))).isFalse();
    }

    @Test
    void entitiesOfSingapore() {
        assertThat(SgUen.isBusiness(of("00192200M"))).isTrue();
        assertThat(SgUen.isBusiness(of("00192201M"))).isFalse();
        assertThat(SgUen.isCompany(of("197401143C"))).isTrue();
        assertThat(SgUen.isCompany(of("196800306E"))).isTrue();
        assertThat(SgUen.isCompany(of("196800306D"))).isFalse();
        assertThat(SgUen.isOther("S16FC0121D")).isTrue();
        assertThat(SgUen.isOther("T01FC6132D")).isTrue();
        assertThat(SgUen.isOther("T01FC6132E")).isFalse();
    }

    private static Candidate of(String value) {
        return new Candidate(value, 0, value.length());
    }

    private static String oneOff(String digits) {
        int last = digits.length() - 1;
        return digits.substring(0, last) + (digits.charAt(last) == '9' ? '0' : (char) (digits.charAt(last) + 1));
    }
}
