package io.vectrail.local.engine;

import io.vectrail.local.process.PlatformException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The committed SHA-256 sums of one engine's files, in sha256sum's own format, so that {@code sha256sum -c} reads them too. */
public final class Checksums {
    private final String engine;
    private final Map<String, String> sums;

    private Checksums(String engine, Map<String, String> sums) {
        this.engine = engine;
        this.sums = sums;
    }

    /** Reads the lines whose path begins with the engine's name. */
    static Checksums read(Path file, String engine) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            int gap = line.indexOf("  ");
            if (gap == 64 && line.startsWith(engine + "/", gap + 2)) {
                sums.put(line.substring(gap + 3 + engine.length()), line.substring(0, gap));
            }
        }
        if (sums.isEmpty()) {
            throw new PlatformException(file + " has no sums for " + engine + ": restore it from version control.");
        }
        return new Checksums(engine, sums);
    }

    /** Changes whenever one of the files does: names the engine's installed folder. */
    String fingerprint() {
        MessageDigest digest = sha256();
        sums.forEach((path, sum) -> digest.update((path + sum).getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest(), 0, 6);
    }

    /** Every listed file is there with its sum; with {@code exact}, nothing else is. */
    void verify(Path folder, boolean exact) throws IOException {
        for (Map.Entry<String, String> entry : sums.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            if (!Files.exists(file)) {
                throw refused(entry.getKey() + " was not delivered");
            }
            if (!sum(file).equals(entry.getValue())) {
                throw refused(entry.getKey() + " is not the file that was pinned");
            }
        }
        if (exact) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> !sums.containsKey(name))
                        .sorted()
                        .findFirst()
                        .ifPresent(name -> {
                            throw refused(name + " is not among the pinned files");
                        });
            }
        }
    }

    private PlatformException refused(String what) {
        return new PlatformException("The engine " + engine + " was not installed: " + what
                + " (deploy/local/engines/SHA256SUMS). Delete it from the package manager's cache and try again.");
    }

    /** SHA-256 of a file, in hexadecimal digits. */
    public static String sum(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 20];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
