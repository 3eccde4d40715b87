package io.vectrail.load;

import io.vectrail.local.platform.Role;
import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A platform's edge, seen from outside. */
final class EdgeProcess {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Platform platform;

    EdgeProcess(Platform platform) {
        this.platform = platform;
    }

    /** Of the metrics whose lines begin so. */
    long sum(String begin) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(platform.edgeAdminUrl() + "/metrics"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith(begin))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Waits until a metric has that value. */
    void await(String metric, long value, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long seen = sum(metric + " ");
        while (seen != value) {
            if (System.nanoTime() > deadline) {
                throw new IOException(metric + " is " + seen + " and not " + value + " after " + patience);
            }
            Thread.sleep(50);
            seen = sum(metric + " ");
        }
    }

    /** Processor time that it took so far. */
    Duration cpu() throws IOException {
        return process().info().totalCpuDuration().orElseThrow(() -> new IOException("the system does not say"));
    }

    /** Threads of its process, the virtual machine's own among them. */
    long threads() throws IOException {
        try (var all = Files.list(Path.of("/proc", Long.toString(process().pid()), "task"))) {
            return all.count();
        }
    }

    /** What is left on its heap once everything that is not used any more was taken away. */
    long liveBytes() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process collected = new ProcessBuilder(jcmd, Long.toString(process().pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (collected.waitFor() != 0) {
            throw new IOException("jcmd could not have the edge collect its garbage");
        }
        return sum("jvm_memory_used_bytes{area=\"heap\"");
    }

    /** Buffers outside of its heap. */
    long bufferBytes() throws IOException, InterruptedException {
        return sum("jvm_buffer_memory_used_bytes{id=\"direct\"");
    }

    private ProcessHandle process() throws IOException {
        return platform.process(Role.EDGE).orElseThrow(() -> new IOException("the edge does not run"));
    }
}
