package io.vectrail.runtime.sealing;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import io.vectrail.runtime.config.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Seals credentials to the edges' public key. Thread-safe. */
public final class Sealer {

    private final HybridEncrypt encrypt;

    private Sealer(HybridEncrypt encrypt) {
        this.encrypt = encrypt;
    }

    /**
     * With the public keyset of that file.
     *
     * @throws ConfigurationException when it cannot be used
     */
    public static Sealer with(SealingSettings settings) {
        return with(settings.keyset());
    }

    static Sealer with(Path publicKeyset) {
        KeysetHandle keyset = Keysets.readPublic(publicKeyset);
        try {
            return new Sealer(keyset.getPrimitive(Keysets.algorithms(), HybridEncrypt.class));
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException(publicKeyset + ": holds keys that do not seal");
        }
    }

    /**
     * The secret as it may stand in a gateway document, under this binding.
     *
     * @throws IllegalArgumentException when the secret is blank or larger than 64 KiB
     */
    public String seal(String secret, SealBinding binding) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (secret.isBlank() || bytes.length > SealedForm.MOST_BYTES) {
            throw new IllegalArgumentException("a secret must be 1 byte to 64 KiB and not blank");
        }
        try {
            return SealedForm.text(encrypt.encrypt(bytes, binding.context()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a public key encrypts", e);
        }
    }
}
