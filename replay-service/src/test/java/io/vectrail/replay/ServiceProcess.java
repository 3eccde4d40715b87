package io.vectrail.replay;

import io.vectrail.local.testkit.LocalIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;

/** The program as a process of its own, with the memory that it has on the embedded platform. */
final class ServiceProcess {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private ServiceProcess() {}

    static Process start(Path config, Path log) throws IOException {
        return start(config, log, "-Xmx256m");
    }

    static Process start(Path config, Path log, String heap) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Its group misses it three seconds after it was killed or frozen. */
    static String config(LocalIssuer issuer, String database) {
        return config(issuer, database, 0);
    }

    /** @param port also makes its name in the group: two that run at once need one each */
    static String config(LocalIssuer issuer, String database, int port) {
        return String.format(
                Locale.ROOT,
                """
                listen: { host: 127.0.0.1, port: %d }
                kafka:
                  bootstrap.servers: "%s"
                  group.id: "%s"
                  session.timeout.ms: 3000
                  heartbeat.interval.ms: 750
                registry: { urls: ["%s"] }
                topics: { partitions: 2, replicationFactor: 1 }
                clickhouse: { url: "%s", database: %s }
                issuers: [ { issuer: "%s", jwks: "%s", audience: vectrail } ]
                roles: { auditor: [auditors] }
                """,
                port,
                Engines.shared().bootstrap(),
                database,
                Engines.shared().registryUrl(),
                Engines.clickHouseUrl(),
                database,
                issuer.issuer(),
                issuer.jwksUrl());
    }

    /** Freezes a process ({@code STOP}) or lets it go on ({@code CONT}). */
    static void signal(Process process, String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IllegalStateException("kill -" + signal + " failed");
        }
    }

    /** What ClickHouse answers; zero before the program has made its database. */
    static long number(String sql) {
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(Engines.clickHouseUrl()))
                            .POST(HttpRequest.BodyPublishers.ofString(sql))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Long.parseLong(answer.body().strip()) : 0;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
