package io.vectrail.local.engine;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The ClickHouse engine as a process: {@code libchdb.so}'s command line, which is clickhouse-local, told to listen for HTTP and
 * then to run a query that does not end.
 *
 * <p>A JVM that exits while native threads run crashes. So SIGTERM kills that query through the engine's own HTTP interface,
 * waits until the native call has returned, and only then lets the JVM go.
 */
public final class ClickHouseMain {
    /** The waiting query is found by these words. One row a second, so that a kill is noticed within one. */
    private static final String WAITING =
            "SELECT sleepEachRow(1) FROM numbers(1000000000000) /* vectrail keeps listening */";

    private static final long STACK_BYTES = 16L << 20;

    private static final AtomicBoolean ENDING = new AtomicBoolean();

    private ClickHouseMain() {}

    /** Arguments: the library, the port, then clickhouse-local's own options. */
    public static void main(String[] arguments) throws InterruptedException {
        Path library = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        List<String> options = List.of(arguments).subList(2, arguments.length);
        CountDownLatch returned = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endQuery(port, returned), "end of the waiting query"));
        Thread engine = new Thread(
                null,
                () -> {
                    try {
                        run(library, options);
                    } finally {
                        returned.countDown();
                    }
                },
                "clickhouse",
                STACK_BYTES);
        engine.start();
        engine.join();
    }

    // Calling native code is restricted, and is what this class is for.
    @SuppressWarnings("restricted")
    private static void run(Path library, List<String> options) {
        try (Arena arena = Arena.ofConfined()) {
            Linker linker = Linker.nativeLinker();
            SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
            MethodHandle signals = linker.downcallHandle(
                    symbols.findOrThrow("chdb_set_signal_handlers_enabled"),
                    FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
            MethodHandle commandLine = linker.downcallHandle(
                    symbols.findOrThrow("chdb_query_cmdline"),
                    FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
            MethodHandle error = linker.downcallHandle(
                    symbols.findOrThrow("chdb_result_error"),
                    FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
            signals.invoke(0); // the JVM's own stay
            List<String> all = new ArrayList<>(List.of("clickhouse"));
            all.addAll(options);
            all.addAll(List.of("--query", "SYSTEM START LISTEN HTTP; " + WAITING + settings()));
            MemorySegment argv = arena.allocate(ValueLayout.ADDRESS, all.size() + 1L);
            for (int i = 0; i < all.size(); i++) {
                argv.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(all.get(i)));
            }
            System.out.println(Instant.now() + " ClickHouse starts with " + String.join(" ", options));
            MemorySegment result = (MemorySegment) commandLine.invoke(all.size(), argv);
            MemorySegment message = (MemorySegment) error.invoke(result);
            if (!ENDING.get() && !message.equals(MemorySegment.NULL)) {
                System.err.println(message.reinterpret(1 << 16).getString(0));
            }
        } catch (Throwable e) {
            throw new IllegalStateException("libchdb.so does not have the functions that were expected", e);
        }
    }

    private static String settings() {
        return " SETTINGS max_block_size=1, function_sleep_max_microseconds_per_block=100000000, max_execution_time=0"
                + " FORMAT Null";
    }

    private static void endQuery(int port, CountDownLatch returned) {
        ENDING.set(true);
        try {
            String kill = "KILL QUERY WHERE query LIKE '%vectrail keeps listening%' AND query NOT LIKE 'KILL%' ASYNC";
            // Before the engine listens there is no one to ask, and soon there will be.
            for (int attempt = 0; attempt < 40 && returned.getCount() > 0; attempt++) {
                post(port, kill);
                if (returned.await(500, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void post(int port, String query) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(2000);
            connection.setDoOutput(true);
            connection.getOutputStream().write(query.getBytes(StandardCharsets.UTF_8));
            connection.getResponseCode();
            connection.disconnect();
        } catch (IOException e) {
            System.err.println("The engine did not take the request to end: " + e.getMessage());
        }
    }
}
