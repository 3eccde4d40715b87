package io.vectrail.policy.detect.type;

/** An address of Bitcoin (Base58Check, or Bech32 and Bech32m of BIP 173 and 350) or Ethereum (EIP-55). */
final class Crypto {

    static final Recognizer RECOGNIZER = Recognizer.of("CRYPTO")
            .shape(1.0, "\\b[123mn][1-9A-HJ-NP-Za-km-z]{24,34}\\b", address -> Base58.holds(address.value()))
            .shape(1.0, "(?i)\\b(?:bc|tb|bcrt)1[02-9ac-hj-np-z]{11,64}\\b", address -> Bech32.holds(address.value()))
            .shape(0.8, "\\b0[xX][0-9A-Fa-f]{40}\\b", address -> Eip55.holds(address.value()))
            .context("wallet", "bitcoin", "btc", "ethereum", "eth", "crypto", "address")
            .against("sha1", "commit", "hash", "checksum", "digest")
            .build();

    private Crypto() {}
}
