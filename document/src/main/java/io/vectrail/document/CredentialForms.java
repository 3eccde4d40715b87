package io.vectrail.document;

import io.vectrail.runtime.sealing.SealBinding;
import io.vectrail.runtime.sealing.SealedForm;
import java.nio.file.Path;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a document says of its credentials where nobody has their values: that the operator allows such a reference. Whether there is a
 * variable or file of that name, and what is in it, an edge alone can tell.
 */
final class CredentialForms implements CredentialSources {

    private final AllowList allow;
    private final boolean sealed;

    /** @param sealed whether the edges can open sealed ones */
    CredentialForms(AllowList allow, boolean sealed) {
        this.allow = allow;
        this.sealed = sealed;
    }

    @Override
    public CredentialSource resolve(String written, @Nullable SealBinding here, CredentialReading reading) {
        Matcher reference = CredentialReference.REFERENCE.matcher(written);
        if (reference.matches() && reference.group(1).equals("env")) {
            allow.checkVariable(reference.group(2));
        } else if (reference.matches()) {
            checkFile(reference.group(2));
        } else if (written.startsWith(SealedForm.PREFIX)) {
            checkSealed(written);
        } else {
            CredentialReference.checkLiteral(written, allow);
            return new CredentialSource.Constant(reading.read(written));
        }
        return CredentialSource.Elsewhere.INSTANCE;
    }

    private void checkFile(String name) {
        if (allow.credentialFolder() == null) {
            throw new IllegalArgumentException("files are not allowed; set allow.credentialFolder");
        }
        Path folder = allow.credentialFolder().toAbsolutePath().normalize();
        if (!folder.resolve(name).normalize().startsWith(folder)) {
            throw new IllegalArgumentException("the file must lie in " + folder);
        }
    }

    private void checkSealed(String written) {
        if (!sealed) {
            throw new IllegalArgumentException(
                    "sealed ones cannot be used here; set sealing.keyset in the configuration");
        }
        SealedForm.check(written);
    }
}
