package io.vectrail.local.engine;

import io.vectrail.local.process.Home;
import io.vectrail.local.process.JavaClassPath;
import io.vectrail.local.process.PlatformException;
import io.vectrail.local.process.Probe;
import io.vectrail.local.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The ClickHouse engine behind its own HTTP interface, with its data in the home's {@code clickhouse} folder. */
public final class ClickHouseEngine {
    public static final String NAME = "clickhouse";

    /**
     * Memory and threads are bounded: what a query wants beyond is refused to that query. Nothing is logged, by the engine's own
     * default here: its log lines quote queries, and those quote what people searched for. It has no log tables either. Merges give way to
     * inserts and searches, and two run at a time, of which the second is a small one: while many exchanges come in they cost as much as
     * storing does, and their buffers with four at a time had inserts refused; they lose nothing by waiting.
     */
    private static final String CONFIGURATION = """
            <clickhouse>
              <max_server_memory_usage>939524096</max_server_memory_usage>
              <mark_cache_size>33554432</mark_cache_size>
              <index_mark_cache_size>16777216</index_mark_cache_size>
              <max_concurrent_queries>64</max_concurrent_queries>
              <max_connections>256</max_connections>
              <max_thread_pool_size>256</max_thread_pool_size>
              <os_threads_nice_value_merge_mutate>19</os_threads_nice_value_merge_mutate>
              <background_pool_size>2</background_pool_size>
              <background_merges_mutations_concurrency_ratio>1</background_merges_mutations_concurrency_ratio>
              <merge_tree>
                <number_of_free_entries_in_pool_to_lower_max_size_of_merge>2</number_of_free_entries_in_pool_to_lower_max_size_of_merge>
                <number_of_free_entries_in_pool_to_execute_mutation>1</number_of_free_entries_in_pool_to_execute_mutation>
                <number_of_free_entries_in_pool_to_execute_optimize_entire_partition>1</number_of_free_entries_in_pool_to_execute_optimize_entire_partition>
              </merge_tree>
            </clickhouse>
            """;

    private final Path library;
    private final Home home;
    private final int port;
    private final JavaClassPath classPath;

    /** {@code classPath} holds this module's classes and outlives the program. */
    public ClickHouseEngine(Path libraryFolder, Home home, int port, JavaClassPath classPath) {
        this.library = libraryFolder.resolve("libchdb.so");
        this.home = home;
        this.port = port;
        this.classPath = classPath;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Writes the engine's configuration and describes how it runs. */
    public Program program() {
        Path folder = home.data(NAME);
        Path configuration = folder.resolve("config.xml");
        try {
            Files.writeString(configuration, CONFIGURATION);
        } catch (IOException e) {
            throw new PlatformException("ClickHouse's folder " + folder + " cannot be prepared: " + e.getMessage(), e);
        }
        String portText = Integer.toString(port);
        List<String> arguments = List.of(
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath.value(),
                ClickHouseMain.class.getName(),
                library.toString(),
                portText,
                "--config-file",
                configuration.toString(),
                "--path",
                folder.resolve("data").toString(),
                "--http_port",
                portText,
                "--listen_host",
                "127.0.0.1");
        return new Program(
                NAME, arguments, Map.of(), Probe.http(url() + "/ping"), Duration.ofSeconds(60), Duration.ofSeconds(30));
    }
}
