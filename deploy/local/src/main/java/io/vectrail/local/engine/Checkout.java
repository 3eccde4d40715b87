package io.vectrail.local.engine;

import io.vectrail.local.process.PlatformException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The source tree that this code was built from: programs, engine descriptions and build output are found from here. */
public record Checkout(Path root) {
    private static final String PROPERTY = "vectrail.checkout";
    private static final String LANDMARK = "deploy/local/engines/SHA256SUMS";

    /** The folder that the launcher names, else the first above the working folder (tests run in their module's). */
    public static Checkout find() {
        String named = System.getProperty(PROPERTY);
        Path start = Path.of(named == null ? "" : named).toAbsolutePath().normalize();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(LANDMARK))) {
                return new Checkout(folder);
            }
        }
        throw new PlatformException(
                "No Vectrail checkout at or above " + start + ": run ./vectrail of the checkout itself.");
    }

    /** What describes the engines, under version control. */
    Path engineSources() {
        return root.resolve("deploy/local/engines");
    }

    /** Where engines are installed, shared by the platform and all tests of this checkout. */
    Path engineFolder() {
        return root.resolve("deploy/local/target/engines");
    }
}
