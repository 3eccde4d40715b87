package io.vectrail.runtime.sealing;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.KeysetHandle;
import io.vectrail.runtime.config.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Opens what was sealed to any key of the edges' keyset. Thread-safe. */
public final class Unsealer {

    private final HybridDecrypt decrypt;

    private Unsealer(HybridDecrypt decrypt) {
        this.decrypt = decrypt;
    }

    /**
     * With the private keyset of that file.
     *
     * @throws ConfigurationException when it cannot be used
     */
    public static Unsealer with(SealingSettings settings) {
        return with(settings.keyset());
    }

    static Unsealer with(Path privateKeyset) {
        KeysetHandle keyset = Keysets.readPrivate(privateKeyset);
        try {
            return new Unsealer(keyset.getPrimitive(Keysets.algorithms(), HybridDecrypt.class));
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException(
                    privateKeyset + ": holds keys that do not open; the edge needs the private keyset");
        }
    }

    /**
     * The secret.
     *
     * @throws IllegalArgumentException when it does not open here; says what it is bound to have been sealed for, and quotes
     *     nothing of it
     */
    public String open(String sealed, SealBinding binding) {
        byte[] ciphertext = SealedForm.ciphertext(sealed);
        try {
            return new String(decrypt.decrypt(ciphertext, binding.context()), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            // A cipher cannot tell these apart, and neither can we.
            throw new IllegalArgumentException(
                    "the sealed credential does not open: it was sealed for another connection"
                            + " or target than " + binding.connection() + " to " + String.join(", ", binding.origins())
                            + ", or to a key that the edge does not have, or was damaged; seal it anew with ./vectrail seal");
        }
    }
}
