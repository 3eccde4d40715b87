package io.vectrail.document;

import io.vectrail.runtime.sealing.SealBinding;
import io.vectrail.runtime.sealing.SealedForm;
import io.vectrail.runtime.sealing.Unsealer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the credential that a document refers to, within what the operator allows. Errors never quote a secret. */
final class CredentialReference {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

    private final AllowList allow;
    private final Map<String, String> environment;
    private final @Nullable Unsealer unsealer;

    CredentialReference(AllowList allow, Map<String, String> environment, @Nullable Unsealer unsealer) {
        this.allow = allow;
        this.environment = environment;
        this.unsealer = unsealer;
    }

    /** @param here the connection and the targets that it is for */
    CredentialSource resolve(String written, SealBinding here, CredentialReading reading) {
        Matcher reference = REFERENCE.matcher(written);
        if (reference.matches()) {
            String name = reference.group(2);
            return reference.group(1).equals("env")
                    ? new CredentialSource.Constant(reading.read(variable(name)))
                    : new CredentialSource.Following(CredentialFile.open(allow.credentialFolder(), name, reading));
        }
        if (written.startsWith(SealedForm.PREFIX)) {
            return new CredentialSource.Constant(reading.read(opened(written, here)));
        }
        if (written.contains("${")) {
            throw new IllegalArgumentException("credential must be ${env:NAME} or ${file:PATH}, whole");
        }
        if (!allow.literalCredentials()) {
            throw new IllegalArgumentException(
                    "a credential may not stand in the document here; refer to it with ${env:NAME} or ${file:PATH}, or seal it");
        }
        return new CredentialSource.Constant(reading.read(written));
    }

    private String variable(String name) {
        String prefix = allow.environmentPrefix();
        if (prefix == null || !name.startsWith(prefix)) {
            throw new IllegalArgumentException("credential: the variable's name must begin with "
                    + (prefix == null ? "what allow.environmentPrefix names, and that is not set" : prefix));
        }
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException("credential: the edge's environment has no variable " + name);
        }
        return value;
    }

    private String opened(String sealed, SealBinding here) {
        if (unsealer == null) {
            throw new IllegalArgumentException(
                    "credential: the edge cannot open sealed ones; set sealing.keyset in its configuration");
        }
        return unsealer.open(sealed, here);
    }
}
