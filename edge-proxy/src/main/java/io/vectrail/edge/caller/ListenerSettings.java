package io.vectrail.edge.caller;

import io.vectrail.runtime.config.ByteSize;
import io.vectrail.runtime.tls.TlsSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of the data plane.
 *
 * @param host interface to listen on
 * @param port 0 takes a free one
 * @param ioThreads 1 to 256. Default: one per processor
 * @param connections most open connections. Default 10000
 * @param strangerConnections most of them on which nobody has shown a good token yet; beyond it the address with the most such
 *     loses its oldest. Default: a quarter of the connections
 * @param inFlight most requests under way; beyond it the answer is 429. Default 1000
 * @param inFlightBytes most memory that the bodies of all requests under way take, each byte of them counted three times
 *     for the copies that are made of it; beyond it the answer is 429. The shipper needs about twice the largest response and
 *     64 MiB beside it. Default: two fifths of the heap
 * @param headerBytes largest head of a request. Default 64 KiB
 * @param idle a connection without a request, or one whose peer does not read or write, is closed after it. Default 60 s
 * @param bodyTimeout a request's body must have arrived within it. Default 30 s
 * @param drain how long a stop waits for requests under way. Default 30 s
 * @param tls how it speaks TLS, and nothing else then; null: it does not
 */
public record ListenerSettings(
        String host,
        int port,
        Integer ioThreads,
        Integer connections,
        Integer strangerConnections,
        Integer inFlight,
        ByteSize inFlightBytes,
        Integer headerBytes,
        Duration idle,
        Duration bodyTimeout,
        Duration drain,
        @Nullable TlsSettings tls) {

    public ListenerSettings {
        if (host == null || host.isBlank() || port < 0 || port > 65535) {
            throw new IllegalArgumentException("listen needs host and port, like { host: 127.0.0.1, port: 8080 }");
        }
        ioThreads = bounded("ioThreads", ioThreads, Runtime.getRuntime().availableProcessors(), 256);
        connections = bounded("connections", connections, 10_000, 1_000_000);
        strangerConnections =
                bounded("strangerConnections", strangerConnections, Math.max(1, connections / 4), connections);
        inFlight = bounded("inFlight", inFlight, 1_000, 100_000);
        inFlightBytes =
                inFlightBytes == null ? new ByteSize(Runtime.getRuntime().maxMemory() / 5 * 2) : inFlightBytes;
        headerBytes = bounded("headerBytes", headerBytes, 64 * 1024, 1 << 20);
        idle = idle == null ? Duration.ofSeconds(60) : idle;
        bodyTimeout = bodyTimeout == null ? Duration.ofSeconds(30) : bodyTimeout;
        drain = drain == null ? Duration.ofSeconds(30) : drain;
    }

    private static int bounded(String name, @Nullable Integer value, int otherwise, int most) {
        int number = value == null ? otherwise : value;
        if (number < 1 || number > most) {
            throw new IllegalArgumentException("listen." + name + " must be 1 to " + most + ", not " + number);
        }
        return number;
    }
}
