package io.vectrail.local.issuer;

import io.vectrail.local.process.PlatformException;
import io.vectrail.local.process.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** What a person must know who signs in to the console at the local issuer: 16 letters and digits, 78 bits, in a file that its owner alone reads. */
public final class Passcode {
    private static final String CHARACTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int EACH = 4;

    private Passcode() {}

    public static Path file(Path folder) {
        return folder.resolve("passcode");
    }

    /** That of the issuer of a folder; made once. */
    public static String of(Path folder) {
        Path file = file(folder);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                WholeFile.writeSecret(file, made(new SecureRandom()) + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new PlatformException("The passcode in " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static String made(SecureRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS * EACH; i++) {
            text.append(i > 0 && i % EACH == 0 ? "-" : "")
                    .append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }
}
