package io.vectrail.policy.detect.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words around a number say that it is. */
class LabelTest {

    private static final Check LABELLED =
            Label.of("passport", "passport number").required(candidate -> true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passport no. ⟦512345678⟧",
                "⟦512345678⟧ is my passport",
                "{\"document\":{\"type\":\"passport\",\"number\":\"⟦512345678⟧\"}}",
                "{\"id\":\"⟦512345678⟧\",\"type\":\"passport\"}",
                "{\"passportNo\":\"⟦512345678⟧\",\"order\":\"A1\"}",
                "name,passport,order\nAnn,C12345678,1\nBob,⟦512345678⟧,2",
                "NAME      PASSPORT    CITY\nJoe Ray   ⟦512345678⟧   Leeds",
                "Field,Value\npassport,⟦512345678⟧",
                "INSERT INTO people (name, passport, phone) VALUES ('Ann', '⟦512345678⟧', '1')",
                "assertEquals(\"⟦512345678⟧\", parsed.get(\"passport\"));",
                "Bob: your passport, please.\nAnn: sure, ⟦512345678⟧",
                "What is your passport number?\nOf course, it is ⟦512345678⟧",
                "The passport on the order is ⟦512345678⟧",
                "GET /api/passports/⟦512345678⟧ HTTP/1.1",
                "Please quote ⟦512345678⟧ as your passport",
                "My passport, in case you need it, is ⟦512345678⟧",
                "passport from ticket 7: ⟦512345678⟧",
                "passport per your request: ⟦512345678⟧",
                "<Ann> your passport?\n<Bob> ⟦512345678⟧",
                "passport of Acme Pty. Ltd. is ⟦512345678⟧",
                "name,the holder's passport number as printed\nAnn,⟦512345678⟧"
            })
    void namesItsValue(String text) {
        assertThat(holds(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passport pending, order ⟦512345678⟧",
                "My passport expired. Locker ⟦512345678⟧",
                "{\"passport\":null,\"number\":⟦512345678⟧}",
                "[{\"passport\":true},{\"id\":⟦512345678⟧}]",
                "{\"order\":\"⟦512345678⟧\",\"passport\":\"C12345678\"}",
                "name,passport,order\nAnn,C12345678,⟦512345678⟧",
                "Passport: none\nBadge: ⟦512345678⟧",
                "passport desk: +44 7778 ⟦512345678⟧",
                "passport scan of ⟦512345678⟧ bytes",
                "passport on order 2, parcel ⟦512345678⟧",
                "INSERT INTO people (passport, note) VALUES ('none', '⟦512345678⟧')",
                "passport scan /tmp/⟦512345678⟧.png"
            })
    void doesNotNameWhatIsSomethingElse(String text) {
        assertThat(holds(text)).isFalse();
    }

    private static boolean holds(String marked) {
        String text = marked.replace("⟦", "").replace("⟧", "");
        return LABELLED.holds(new Candidate(text, marked.indexOf('⟦'), marked.indexOf('⟧') - 1));
    }
}
