package io.vectrail.replay.access.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The value of the cookie that a browser keeps while it is at a provider: a pending login, sealed with AES-256-GCM under a key that lives as
 * long as this process. Thread-safe.
 *
 * @param <P> a record that is JSON
 */
final class LoginCookie<P> {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Longest value that browsers keep, less the cookie's name and attributes. */
    private static final int MOST_CHARACTERS = 3_900;

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Class<P> pending;
    private final SecureRandom random;
    private final SecretKey key;

    LoginCookie(Class<P> pending, SecureRandom random) {
        this.pending = pending;
        this.random = random;
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, "AES");
    }

    /** @throws IllegalArgumentException when it is too long for a cookie */
    String seal(P login) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, written(login))
                .orElseThrow(() -> new IllegalStateException("every JDK has " + CIPHER));
        byte[] value = ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(value);
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a login of " + text.length() + " characters fits into no cookie");
        }
        return text;
    }

    /** Empty when the value was not sealed by this process. */
    Optional<P> open(String value) {
        if (value.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length <= NONCE_BYTES) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length);
        return crypt(Cipher.DECRYPT_MODE, nonce, sealed).map(this::read);
    }

    private byte[] written(P login) {
        try {
            return JSON.writeValueAsBytes(login);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and a number are JSON", e);
        }
    }

    private P read(byte[] bytes) {
        try {
            return JSON.readValue(bytes, pending);
        } catch (IOException e) {
            throw new IllegalStateException("it was sealed here", e);
        }
    }

    private Optional<byte[]> crypt(int mode, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return Optional.of(cipher.doFinal(input));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
