package io.vectrail.edge.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the credential that a document refers to, within what the operator allows. Errors never quote a secret. */
final class CredentialReference {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

    private final AllowList allow;
    private final Map<String, String> environment;

    CredentialReference(AllowList allow, Map<String, String> environment) {
        this.allow = allow;
        this.environment = environment;
    }

    Credential resolve(String written) {
        Matcher reference = REFERENCE.matcher(written);
        if (reference.matches()) {
            return new Credential(
                    reference.group(1).equals("env") ? variable(reference.group(2)) : file(reference.group(2)));
        }
        if (written.contains("${") || written.startsWith("sealed:")) {
            throw new IllegalArgumentException(
                    "credential must be ${env:NAME} or ${file:PATH}, whole; sealed ones are not known to this version");
        }
        if (!allow.literalCredentials()) {
            throw new IllegalArgumentException(
                    "a credential may not stand in the document here; refer to it with ${env:NAME} or ${file:PATH}");
        }
        return new Credential(written);
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

    private String file(String name) {
        Path folder = allow.credentialFolder();
        if (folder == null) {
            throw new IllegalArgumentException("credential: files are not allowed; set allow.credentialFolder");
        }
        try {
            // Resolved with links followed: a link inside the folder must not lead out of it.
            Path file = folder.resolve(name).toRealPath();
            if (!file.startsWith(folder.toRealPath())) {
                throw new IllegalArgumentException("credential: the file must lie in " + folder);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("credential: the file cannot be read; put it into " + folder, e);
        }
    }
}
