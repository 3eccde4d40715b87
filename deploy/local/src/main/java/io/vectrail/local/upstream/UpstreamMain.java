package io.vectrail.local.upstream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The demo upstream as a process. */
public final class UpstreamMain {
    private UpstreamMain() {}

    /** Arguments: the port, and the file that holds the bearer it accepts (an argument would be seen by all users). */
    public static void main(String[] arguments) throws IOException {
        String bearer = Files.readString(Path.of(arguments[1])).strip();
        UpstreamServer server = UpstreamServer.start(Integer.parseInt(arguments[0]), bearer);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        System.out.println(Instant.now() + " demo upstream listens on 127.0.0.1:" + server.port());
    }
}
