package io.vectrail.replay.archive;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.command.CommandSettings;
import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to ClickHouse. Each question has a bound of time, memory and rows that the server enforces; values go as
 * parameters that the server parses, never into the text of a query. Nothing is tried twice here: whoever asks knows
 * whether that is safe. Thread-safe.
 */
public final class ClickHouse implements AutoCloseable {

    /** Longest that a question may take on the server. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Longest that an insert may take on the server; after that it has happened or never will. */
    static final Duration INSERT_PATIENCE = Duration.ofSeconds(30);

    /** Longest that a copy of many rows may take on the server. */
    private static final Duration COPY_PATIENCE = Duration.ofHours(6);

    /** Longest that a copy may bring nothing. */
    private static final Duration COPY_SILENCE = Duration.ofMinutes(10);

    private static final int PIECE = 64 << 10;

    /** What is none of the signs of our own names of questions. */
    private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9-]");

    /** More than the callers that the API lets in and ingest together. */
    private static final int MOST_CONNECTIONS = 48;

    private static final int MOST_ROWS = 10_000;
    private static final long MOST_MEMORY = 512L << 20;

    /** TIMEOUT_EXCEEDED, TOO_SLOW, MEMORY_LIMIT_EXCEEDED, TOO_MANY_ROWS, TOO_MANY_BYTES, TOO_MANY_ROWS_OR_BYTES. */
    private static final Set<Integer> BOUNDS = Set.of(159, 160, 241, 158, 307, 396);

    private static final Logger LOG = LoggerFactory.getLogger(ClickHouse.class);

    private final Client client;
    private final String database;

    public ClickHouse(ClickHouseSettings settings) {
        this.database = settings.database();
        this.client = new Client.Builder()
                .setOptions(settings.options())
                .addEndpoint(settings.url().toString())
                .setUsername(settings.username())
                .setPassword(settings.password())
                .setMaxConnections(MOST_CONNECTIONS)
                .setConnectTimeout(3, ChronoUnit.SECONDS)
                .setConnectionRequestTimeout(5, ChronoUnit.SECONDS)
                .setSocketTimeout(INSERT_PATIENCE.toMillis() + 5_000, ChronoUnit.MILLIS)
                // An insert sent again after a lost answer would store its rows twice.
                .retryOnFailures(ClientFaultCause.None)
                .setMaxRetries(0)
                .compressServerResponse(false)
                .useTimeZone("UTC")
                .setClientName("vectrail-replay")
                .build();
    }

    /** The database that everything is in. */
    public String database() {
        return database;
    }

    /**
     * The rows of a question, at most {@value #MOST_ROWS}.
     *
     * @param parameters by the names that stand in the text as {@code {name:Type}}
     * @throws ArchiveException when it cannot be answered
     */
    public <T> List<T> query(String sql, Map<String, Object> parameters, Function<Row, T> read) {
        QuerySettings settings = question().setFormat(ClickHouseFormat.RowBinaryWithNamesAndTypes);
        try (Answer<QueryResponse> answer =
                        await(client.query(sql, Parameters.escaped(parameters), settings), PATIENCE);
                Answer<ClickHouseBinaryFormatReader> rowsOf =
                        new Answer<>(client.newBinaryFormatReader(answer.content()))) {
            ClickHouseBinaryFormatReader reader = rowsOf.content();
            Row row = new Row(reader);
            List<T> rows = new ArrayList<>();
            while (reader.next() != null) {
                rows.add(read.apply(row));
            }
            return rows;
        } catch (ArchiveException e) {
            throw e;
        } catch (Exception e) {
            throw failure("a question", e);
        }
    }

    /** The single value of a question as bytes, whatever they are; empty when there is none or it is empty. */
    public byte[] bytes(String sql, Map<String, Object> parameters) {
        QuerySettings settings = question().setFormat(ClickHouseFormat.RawBLOB);
        try (Answer<QueryResponse> answer =
                await(client.query(sql, Parameters.escaped(parameters), settings), PATIENCE)) {
            return answer.content().getInputStream().readAllBytes();
        } catch (ArchiveException e) {
            throw e;
        } catch (Exception e) {
            throw failure("a question for bytes", e);
        }
    }

    /**
     * Writes the answer of a question, however long, as the server writes it.
     *
     * @param queryId names the question among what the server does
     * @param format as the server names it
     * @param target stays open; where it throws, the server stops as well
     * @throws ArchiveException when the question failed, and what was written is not all
     */
    public void copy(String queryId, String sql, Map<String, Object> parameters, String format, OutputStream target)
            throws IOException {
        QuerySettings settings = new QuerySettings()
                .setDatabase(database)
                .setQueryId(queryId)
                .setFormat(ClickHouseFormat.valueOf(format))
                .serverSetting("max_execution_time", seconds(COPY_PATIENCE))
                .serverSetting("max_memory_usage", Long.toString(MOST_MEMORY))
                .serverSetting("readonly", "2")
                .serverSetting("cancel_http_readonly_queries_on_client_close", "1")
                // A column of the answer may have the name of the table's that a condition is about.
                .serverSetting("prefer_column_name_to_alias", "1")
                .serverSetting("format_csv_null_representation", "")
                .serverSetting("output_format_csv_crlf_end_of_line", "1")
                .serverSetting("date_time_output_format", "iso")
                .serverSetting("output_format_json_quote_64bit_integers", "0")
                .serverSetting("output_format_json_escape_forward_slashes", "0");
        settings.setNetworkTimeout(COPY_SILENCE.toMillis(), ChronoUnit.MILLIS);
        try (Answer<QueryResponse> answer =
                await(client.query(sql, Parameters.escaped(parameters), settings), COPY_SILENCE)) {
            pass(queryId, answer.content().getInputStream(), target);
        } catch (ArchiveException | IOException e) {
            throw e;
        } catch (Exception e) {
            throw failure("a question for a file", e);
        }
    }

    private void pass(String queryId, InputStream from, OutputStream target) throws IOException {
        try {
            byte[] piece = new byte[PIECE];
            for (int read = take(from, piece); read >= 0; read = take(from, piece)) {
                target.write(piece, 0, read);
            }
        } catch (IOException e) {
            // An answer that is closed is read to its end first, and that comes only if the server stops.
            kill(queryId);
            throw e;
        }
    }

    private void kill(String queryId) {
        try {
            execute("KILL QUERY WHERE query_id = '" + NO_NAME.matcher(queryId).replaceAll("") + "' ASYNC", false);
        } catch (ArchiveException e) {
            LOG.warn("a question that nobody wants any more could not be ended", e);
        }
    }

    /** Its own failures are the server's; those of what is written to are not. */
    private static int take(InputStream from, byte[] piece) {
        try {
            return from.read(piece);
        } catch (IOException e) {
            throw failure("a question for a file", e);
        }
    }

    /**
     * Inserts rows as one block, all of them or none, on the server's disk when this returns.
     *
     * @param queryId names the insert among what the server is running
     * @throws ArchiveException when it failed, or when it is not known whether it did
     */
    void insert(String table, String queryId, Block rows) {
        long written = insert(table, rows.names(), queryId, rows);
        if (written != rows.count()) {
            throw partly(written, rows);
        }
    }

    /**
     * The same, if the condition holds at the time when the server has listed this insert as running.
     *
     * @param condition of SQL, without anybody's text in it; it says the same of every row
     * @throws FencedException when it does not hold; nothing was stored
     */
    public void insertIf(String condition, String table, String queryId, Block rows) {
        String target = table + " (" + String.join(", ", rows.names()) + ") SELECT * FROM input() WHERE " + condition;
        long written = insert(target, List.of(), queryId, rows);
        if (written == 0 && rows.count() > 0) {
            throw new FencedException();
        }
        if (written != rows.count()) {
            throw partly(written, rows);
        }
    }

    private static ArchiveException partly(long written, Block rows) {
        return new ArchiveException(
                ArchiveException.Kind.AWAY, "ClickHouse stored " + written + " of " + rows.count() + " rows", null);
    }

    /** How many rows the server says it wrote. */
    private long insert(String target, List<String> columns, String queryId, Block rows) {
        InsertSettings settings = new InsertSettings()
                .setDatabase(database)
                .setQueryId(queryId)
                .serverSetting("max_execution_time", seconds(INSERT_PATIENCE))
                .serverSetting("async_insert", "0")
                // Rows of two partitions, or in two blocks, could be stored by halves.
                .serverSetting("max_partitions_per_insert_block", "1")
                .serverSetting("max_insert_block_size", "1000000");
        try (Answer<InsertResponse> answer = await(
                client.insert(
                        target,
                        columns,
                        out -> {
                            rows.writeTo(out);
                            out.close();
                        },
                        ClickHouseFormat.Native,
                        settings),
                INSERT_PATIENCE)) {
            return answer.content().getWrittenRows();
        } catch (ArchiveException e) {
            throw e;
        } catch (Exception e) {
            throw failure("an insert", e);
        }
    }

    /** Runs a statement that answers nothing, in this database or, where that does not exist yet, in the default one. */
    void execute(String sql, boolean withoutDatabase) {
        CommandSettings settings = new CommandSettings();
        settings.setDatabase(withoutDatabase ? "default" : database);
        settings.serverSetting("max_execution_time", seconds(INSERT_PATIENCE));
        try (var _ = await(client.execute(sql, settings), INSERT_PATIENCE)) {
            return;
        } catch (ArchiveException e) {
            throw e;
        } catch (Exception e) {
            throw failure("a statement", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private QuerySettings question() {
        return new QuerySettings()
                .setDatabase(database)
                .serverSetting("max_execution_time", seconds(PATIENCE))
                .serverSetting("max_memory_usage", Long.toString(MOST_MEMORY))
                .serverSetting("max_result_rows", Integer.toString(MOST_ROWS))
                .serverSetting("result_overflow_mode", "throw")
                .serverSetting("readonly", "2");
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }

    private static <T extends AutoCloseable> Answer<T> await(CompletableFuture<T> answer, Duration patience)
            throws ExecutionException {
        try {
            return new Answer<>(answer.get(patience.toSeconds() + 10, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            throw new ArchiveException(ArchiveException.Kind.AWAY, "ClickHouse does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArchiveException(ArchiveException.Kind.AWAY, "interrupted while asking ClickHouse", e);
        }
    }

    private static ArchiveException failure(String what, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerException server) {
                // The server's message may quote values; its code says what is so.
                boolean bound = BOUNDS.contains(server.getCode());
                return new ArchiveException(
                        bound ? ArchiveException.Kind.TOO_EXPENSIVE : ArchiveException.Kind.AWAY,
                        "ClickHouse refused " + what + " with code " + server.getCode()
                                + "; its own log says more under this code",
                        null);
            }
        }
        return new ArchiveException(
                ArchiveException.Kind.AWAY,
                "ClickHouse does not answer " + what + "; check clickhouse.url and that it runs",
                e);
    }

    /** Something of the client's that must be closed, whose own close may throw anything. */
    private record Answer<T extends AutoCloseable>(T content) implements AutoCloseable {

        @Override
        public void close() {
            try {
                content.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.debug("an answer did not close", e);
            }
        }
    }
}
