package io.vectrail.local.testkit;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** A key as Google hands one out for a service account. */
public final class ServiceAccountKey {

    private final String email;
    private final KeyPair pair;

    public ServiceAccountKey(String email) {
        this.email = email;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            this.pair = generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file. */
    public String json() {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded());
        return """
                {
                  "type": "service_account",
                  "project_id": "my-project",
                  "private_key_id": "0123456789abcdef",
                  "private_key": "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n",
                  "client_email": "%s",
                  "client_id": "100000000000000000000",
                  "token_uri": "https://oauth2.googleapis.com/token"
                }
                """.formatted(base64.replace("\n", "\\n"), email);
    }

    /** What Google keeps of it. */
    public RSAPublicKey verifying() {
        return (RSAPublicKey) pair.getPublic();
    }
}
