package io.vectrail.local.command;

import io.vectrail.local.platform.Shutdown;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops the platform. */
@Command(name = "down", description = "Stop all programs in order: the edge first, the broker last.")
final class DownCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        boolean any = new Shutdown(Surroundings.present(), System.out::println).all();
        System.out.println(any ? "Vectrail is down." : "Nothing was running.");
        return 0;
    }
}
