package io.vectrail.policy.detect.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples that the standards give. */
class ChecksumTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"4111111111111111", "378282246310005", "5555555555554444", "6011111111111117", "30569309025904"})
    void luhnHoldsForTheNetworksTestNumbers(String digits) {
        assertThat(Luhn.holds(digits)).isTrue();
        assertThat(Issuers.common(digits)).isTrue();
        assertThat(Luhn.holds("1" + digits.substring(1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GB82WEST12345698765432",
                "DE89370400440532013000",
                "NO9386011117947",
                "MT84MALT011000012345MTLCAST001S"
            })
    void mod97IsOneForTheRegistrysExamples(String iban) {
        assertThat(Mod97.of(iban.substring(4) + iban.substring(0, 4))).isEqualTo(1);
        assertThat(Mod97.of(iban.substring(4) + iban.substring(0, 2) + "00")).isNotEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
                "1111111111111111111114oLvT2"
            })
    void base58HoldsForAddressesThatEveryoneKnows(String address) {
        assertThat(Base58.holds(address)).isTrue();
        assertThat(Base58.holds(address.substring(0, 10) + "z" + address.substring(11)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
                "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7",
                "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
                "BC1SW50QGDZ25J",
                "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs",
                "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"
            })
    void bech32HoldsForTheExamplesOfBip350(String address) {
        assertThat(Bech32.holds(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
                "tb1z0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqglt7rf",
                "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P",
                "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq"
            })
    void bech32DoesNotHoldForTheCounterexamplesOfBip350(String address) {
        assertThat(Bech32.holds(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
                "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
                "0x27b1fdb04752bbc536007a920d24acb045561c26"
            })
    void theExamplesOfEip55Hold(String address) {
        assertThat(Eip55.holds(address)).isTrue();
        assertThat(Eip55.holds(address.replaceFirst("x..", "xAa"))).isFalse();
    }

    @Test
    void keccakOfNothingIsWhatEthereumSays() {
        assertThat(HexFormat.of().formatHex(Keccak256.of(new byte[0])))
                .isEqualTo("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
        assertThat(HexFormat.of().formatHex(Keccak256.of("abc".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
    }
}
