package io.vectrail.document;

import io.vectrail.runtime.sealing.SealBinding;
import io.vectrail.runtime.sealing.SealedForm;
import io.vectrail.runtime.sealing.Unsealer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the credential that a document refers to, within what the operator allows. Errors never quote a secret. */
final class CredentialReference implements CredentialSources {

    static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

    private final AllowList allow;
    private final Map<String, String> environment;
    private final @Nullable Unsealer unsealer;

    CredentialReference(AllowList allow, Map<String, String> environment, @Nullable Unsealer unsealer) {
        this.allow = allow;
        this.environment = environment;
        this.unsealer = unsealer;
    }

    @Override
    public CredentialSource resolve(String written, @Nullable SealBinding here, CredentialReading reading) {
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
        checkLiteral(written, allow);
        return new CredentialSource.Constant(reading.read(written));
    }

    static void checkLiteral(String written, AllowList allow) {
        if (written.contains("${")) {
            throw new IllegalArgumentException("must be ${env:NAME} or ${file:PATH}, whole");
        }
        if (!allow.literalCredentials()) {
            throw new IllegalArgumentException(
                    "may not stand in the document here; refer to it with ${env:NAME} or ${file:PATH}, or seal it");
        }
    }

    private String variable(String name) {
        allow.checkVariable(name);
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the edge's environment has no variable " + name);
        }
        return value;
    }

    private String opened(String sealed, @Nullable SealBinding here) {
        if (unsealer == null || here == null) {
            throw new IllegalArgumentException(
                    "the edge cannot open sealed ones; set sealing.keyset in its configuration");
        }
        return unsealer.open(sealed, here);
    }
}
