package io.vectrail.replay.access.grant;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.vectrail.runtime.disk.WholeFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What signs Vectrail's own tokens: EC keys on P-256, in a file that its owner alone can read and that several services may share. The newest
 * signs, for 30 days; then another is made, and the former is published for two more hours, which is longer than any token lives. The file
 * is read at each use. Thread-safe.
 */
final class SigningKeys {

    private static final Duration SIGNS = Duration.ofDays(30);
    private static final Duration PUBLISHED_AFTER = Duration.ofHours(2);
    private static final long MOST_BYTES = 64 << 10;
    private static final Set<PosixFilePermission> EVERYBODYS =
            EnumSet.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private final Path file;
    private final Clock clock;

    /** @throws IllegalArgumentException when the file cannot be used, or made */
    SigningKeys(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
        try {
            var _ = signing();
        } catch (IOException e) {
            throw new IllegalArgumentException("login.assertionGrant.keys: " + e.getMessage());
        }
    }

    /** The key that signs now. @throws IOException when the file cannot be used */
    ECKey signing() throws IOException {
        List<ECKey> keys = Files.exists(file) ? read() : List.of();
        return keys.isEmpty() || isOld(keys.getFirst()) ? renewed() : keys.getFirst();
    }

    /** The public ones. @throws IOException when the file cannot be used */
    JWKSet published() throws IOException {
        return new JWKSet(useful().stream().map(key -> (JWK) key.toPublicJWK()).toList());
    }

    private boolean isOld(ECKey key) {
        return !clock.instant().isBefore(issued(key).plus(SIGNS));
    }

    private static Instant issued(ECKey key) {
        return key.getIssueTime().toInstant();
    }

    /** Several services may see at once that it is time; one of them makes the key. */
    private ECKey renewed() throws IOException {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        // The file's lock holds between processes, and throws within one.
        synchronized (SigningKeys.class) {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Given back when the channel is closed.
                var _ = channel.lock();
                List<ECKey> keys = new ArrayList<>(Files.exists(file) ? useful() : List.of());
                if (keys.isEmpty() || isOld(keys.getFirst())) {
                    keys.addFirst(made());
                    WholeFile.writeSecret(file, new JWKSet(List.<JWK>copyOf(keys)).toString(false));
                }
                return keys.getFirst();
            }
        }
    }

    /** The one that signs, and those that signed what may still be valid. */
    private List<ECKey> useful() throws IOException {
        List<ECKey> keys = read();
        Instant useless = clock.instant().minus(SIGNS).minus(PUBLISHED_AFTER);
        return keys.stream()
                .filter(key -> key.equals(keys.getFirst()) || issued(key).isAfter(useless))
                .toList();
    }

    private ECKey made() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyIDFromThumbprint(true)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .issueTime(Date.from(clock.instant()))
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private List<ECKey> read() throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is larger than 64 KiB");
        }
        if (!Collections.disjoint(Files.getPosixFilePermissions(file), EVERYBODYS)) {
            throw new IOException(
                    file + " is open to everybody, who could sign tokens with it; replace it, and chmod o-rwx");
        }
        List<ECKey> keys = new ArrayList<>();
        try {
            for (JWK key : JWKSet.parse(Files.readString(file)).getKeys()) {
                if (!(key instanceof ECKey ec)
                        || !ec.isPrivate()
                        || ec.getIssueTime() == null
                        || !Curve.P_256.equals(ec.getCurve())) {
                    throw new IOException(unusable());
                }
                keys.add(ec);
            }
        } catch (ParseException e) {
            // What it says may quote the file.
            throw new IOException(unusable());
        }
        if (keys.isEmpty()) {
            throw new IOException(unusable());
        }
        return keys;
    }

    private String unusable() {
        return file
                + " is no set of private keys as this service writes it; put it back, or remove it and have another made";
    }
}
