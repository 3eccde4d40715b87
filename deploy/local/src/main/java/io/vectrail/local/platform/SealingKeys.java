package io.vectrail.local.platform;

import io.vectrail.local.engine.Checkout;
import io.vectrail.local.process.Home;
import io.vectrail.local.process.PlatformException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The keyset that this platform's sealed credentials are encrypted to. The edge gets the private one, the replay service the
 * public one. The edge's own classes make and use them, in a process of their own: the formats have one home.
 */
public final class SealingKeys {
    private final Home home;
    private final Checkout checkout;

    public SealingKeys(Home home, Checkout checkout) {
        this.home = home;
        this.checkout = checkout;
    }

    /** Of the edge alone. */
    public Path privateKeyset() {
        return privateKeyset(home);
    }

    public Path publicKeyset() {
        return publicKeyset(home);
    }

    static Path privateKeyset(Home home) {
        return folder(home).resolve("private.json");
    }

    static Path publicKeyset(Home home) {
        return folder(home).resolve("public.json");
    }

    private static Path folder(Home home) {
        return home.folder().resolve("sealing");
    }

    /** The command that does that, as in {@code rotate FILE}. */
    public List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                Distribution.ofModule(checkout.root(), "edge-proxy").value(),
                "io.vectrail.runtime.sealing.SealingMain"));
        command.addAll(arguments);
        return command;
    }

    /** Makes what is not there, once for each home. */
    void makeMissing() {
        if (Files.exists(privateKeyset()) && Files.exists(publicKeyset())) {
            return;
        }
        try {
            Path folder = folder(home);
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Process making = new ProcessBuilder(command(List.of(
                            "ensure", privateKeyset().toString(), publicKeyset().toString())))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(making.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (making.waitFor() != 0) {
                throw new PlatformException("The keyset for sealed credentials cannot be made: " + said);
            }
        } catch (IOException e) {
            throw new PlatformException("The keyset for sealed credentials cannot be made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("The start was cut short.", e);
        }
    }
}
