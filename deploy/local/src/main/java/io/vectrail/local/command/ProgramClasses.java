package io.vectrail.local.command;

import io.vectrail.local.platform.Distribution;
import io.vectrail.local.process.PlatformException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program of another module's classes on this process's own input and output: each format has one home. */
final class ProgramClasses {
    private ProgramClasses() {}

    /** @param module such as edge-proxy */
    static int run(String module, String main, List<String> arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                Distribution.ofModule(Surroundings.checkout().root(), module).value(),
                main));
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new PlatformException("The classes of " + module + " cannot be started: " + e.getMessage(), e);
        }
    }
}
