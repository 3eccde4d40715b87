package io.vectrail.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** As many connections as asked for, each sending its next request when it has its last answer. Finds the saturation rate. */
final class ClosedLoop {

    private ClosedLoop() {}

    /**
     * @param perSecond requests a second over all connections
     * @param latency nanoseconds from the first byte sent to the last received
     * @param failed answers other than 200
     */
    record Result(double perSecond, Histogram latency, long failed) {}

    static Result run(int port, byte[] request, int connections, Duration howLong)
            throws InterruptedException, ExecutionException {
        Histogram latency = new ConcurrentHistogram(3);
        long start = System.nanoTime();
        long until = start + howLong.toNanos();
        long failed = 0;
        try (var threads = Executors.newFixedThreadPool(connections)) {
            List<Future<Long>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> connection(port, request, until, latency)));
            }
            for (Future<Long> one : running) {
                failed += one.get();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(latency.getTotalCount() / seconds, latency, failed);
    }

    private static long connection(int port, byte[] request, long until, Histogram latency) {
        long failed = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            while (System.nanoTime() < until) {
                long sent = System.nanoTime();
                socket.getOutputStream().write(request);
                failed += answer(in) == 200 ? 0 : 1;
                latency.recordValue(System.nanoTime() - sent);
            }
            return failed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a whole answer. @return its status */
    static int answer(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        in.skipNBytes(length);
        return Integer.parseInt(status.substring(9, 12));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended in the middle of an answer");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
