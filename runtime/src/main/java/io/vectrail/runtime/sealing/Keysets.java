package io.vectrail.runtime.sealing;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import io.vectrail.runtime.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Tink's keysets: how they are made, and how they are read and written. No error quotes one. */
final class Keysets {

    /** HPKE (RFC 9180) in base mode. Every ciphertext begins with its key's id, so that a keyset may hold several. */
    private static final HpkeParameters PARAMETERS = parameters();

    private static final int MOST_BYTES = 1 << 20;

    private Keysets() {}

    /** The only algorithms that a keyset may have keys of. */
    static Configuration algorithms() {
        return HybridConfig2026.get();
    }

    static KeysetHandle made() {
        try {
            return KeysetHandle.generateNew(PARAMETERS, algorithms());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot make HPKE keys", e);
        }
    }

    /** With a new key that seals from now on; what the older ones sealed still opens. */
    static KeysetHandle withNewKey(KeysetHandle keyset) {
        try {
            return KeysetHandle.newBuilder(keyset)
                    .addEntry(KeysetHandle.generateEntryFromParameters(PARAMETERS)
                            .withRandomId()
                            .makePrimary())
                    .setConfiguration(algorithms())
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot make HPKE keys", e);
        }
    }

    static String privateText(KeysetHandle keyset) {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, algorithms(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a keyset is always JSON", e);
        }
    }

    /** @throws ConfigurationException when it has no public part, being one itself */
    static String publicText(KeysetHandle keyset) {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(keyset.getPublicKeysetHandle(), algorithms());
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException("the keyset is not a private one; give the one that the edges have");
        }
    }

    /** @throws ConfigurationException when it cannot be read or holds no private keys */
    static KeysetHandle readPrivate(Path file) {
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(text(file), algorithms(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException(file + ": is not a keyset that ./vectrail keyset new makes");
        }
    }

    /** @throws ConfigurationException when it cannot be read, or holds private keys, which have no place there */
    static KeysetHandle readPublic(Path file) {
        try {
            return TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(text(file), algorithms());
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException(
                    file + ": is not a public keyset; ./vectrail keyset public prints the one to put here");
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ConfigurationException(file + ": is larger than 1 MiB");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new ConfigurationException(
                    file + ": the keyset cannot be read; check that it exists and may be read");
        }
    }

    private static HpkeParameters parameters() {
        try {
            return HpkeParameters.builder()
                    .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                    .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                    .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                    .setVariant(HpkeParameters.Variant.TINK)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("these parameters fit together", e);
        }
    }
}
