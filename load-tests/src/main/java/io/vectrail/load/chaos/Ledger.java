package io.vectrail.load.chaos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What clients and upstream saw in one round: in memory for the check, and in two append-only files for people. The upstream's line
 * is written before its answer. Thread-safe.
 */
final class Ledger implements AutoCloseable {

    private final Map<Long, Told> told = new ConcurrentHashMap<>();
    private final Map<Long, Seen> seen = new ConcurrentHashMap<>();
    private final Path clients;
    private final Path upstream;
    private final BufferedWriter clientLog;
    private final BufferedWriter upstreamLog;
    private volatile boolean closed;
    private int strange;

    Ledger(Path folder, int round) throws IOException {
        Files.createDirectories(folder);
        clients = folder.resolve("clients-" + round + ".log");
        upstream = folder.resolve("upstream-" + round + ".log");
        clientLog = Files.newBufferedWriter(clients);
        upstreamLog = Files.newBufferedWriter(upstream);
    }

    void told(Told one) {
        told.put(one.key(), one);
        write(
                clientLog,
                String.format(
                        Locale.ROOT,
                        "%s %s %s %s %d %s %s",
                        Ask.name(one.key()),
                        one.kind(),
                        one.fate(),
                        one.exchange(),
                        one.status(),
                        one.code(),
                        one.body()));
    }

    /** A request that came twice to the upstream is logged twice; its text must still be in one exchange. */
    void seen(Seen one) {
        seen.put(one.key(), one);
        write(upstreamLog, "%s %s %s".formatted(Ask.name(one.key()), one.request(), one.answer()));
    }

    /** The upstream got what no client sent. */
    synchronized void strange(byte[] body) {
        strange++;
        write(upstreamLog, "strange: " + body.length + " bytes, " + Sha.of(body));
    }

    synchronized int strangers() {
        return strange;
    }

    Collection<Told> told() {
        return List.copyOf(told.values());
    }

    Collection<Seen> seen() {
        return List.copyOf(seen.values());
    }

    /** For a round in which nothing was found. */
    void delete() throws IOException {
        close();
        Files.deleteIfExists(clients);
        Files.deleteIfExists(upstream);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        synchronized (clientLog) {
            clientLog.close();
        }
        synchronized (upstreamLog) {
            upstreamLog.close();
        }
    }

    /** What comes when the round is over, such as a text that the edge still forwards for a client that hung up, is in memory alone. */
    private void write(BufferedWriter log, String line) {
        synchronized (log) {
            if (closed) {
                return;
            }
            try {
                log.write(line);
                log.newLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
