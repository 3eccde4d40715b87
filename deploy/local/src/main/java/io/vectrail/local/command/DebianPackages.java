package io.vectrail.local.command;

import io.vectrail.local.process.PlatformException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Debian packages that tests need: one name a line, in one file. Installed when that is allowed, else named. */
final class DebianPackages {
    private final Path list;

    DebianPackages(Path list) {
        this.list = list;
    }

    void require() throws IOException, InterruptedException {
        List<String> missing = missing();
        if (missing.isEmpty()) {
            return;
        }
        String names = String.join(" ", missing);
        if (!System.getProperty("user.name", "").equals("root")) {
            throw new PlatformException("The tests need these packages: sudo apt-get install " + names);
        }
        System.out.println("Installing what the tests need: " + names);
        List<String> install = new ArrayList<>(List.of("apt-get", "install", "-y", "-q", "--no-install-recommends"));
        install.addAll(missing);
        if (run(install) != 0 && !(run(List.of("apt-get", "update", "-q")) == 0 && run(install) == 0)) {
            throw new PlatformException("The tests need these packages, and apt-get did not install them: " + names);
        }
    }

    private List<String> missing() throws IOException, InterruptedException {
        List<String> missing = new ArrayList<>();
        for (String name : Files.readAllLines(list)) {
            if (!name.isBlank() && !name.startsWith("#") && !isInstalled(name.strip())) {
                missing.add(name.strip());
            }
        }
        return missing;
    }

    private static boolean isInstalled(String name) throws InterruptedException {
        try {
            Process query = new ProcessBuilder("dpkg-query", "-W", "-f", "${db:Status-Status}", name)
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return query.waitFor() == 0 && answer.equals("installed");
        } catch (IOException e) {
            throw new PlatformException("The tests run on Debian and its relatives: dpkg-query is not here.", e);
        }
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        return builder.start().waitFor();
    }
}
