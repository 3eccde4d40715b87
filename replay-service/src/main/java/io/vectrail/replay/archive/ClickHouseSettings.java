package io.vectrail.replay.archive;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where ClickHouse is and how to sign in there.
 *
 * @param url its HTTP interface, of one server: what is written must be seen by the next read
 * @param database created when it is not there
 * @param username default: default
 * @param password default: empty
 * @param options passed to the client unchanged, such as {@code sslrootcert}
 */
public record ClickHouseSettings(
        URI url,
        String database,
        @Nullable String username,
        @Nullable String password,
        Map<String, String> options) {

    public ClickHouseSettings {
        if (url == null || url.getHost() == null) {
            throw new IllegalArgumentException("clickhouse.url is missing; write it like http://127.0.0.1:8123");
        }
        if (database == null || !database.matches("[A-Za-z_][A-Za-z0-9_]{0,63}")) {
            throw new IllegalArgumentException("clickhouse.database must be a name of letters, digits and _");
        }
        username = username == null ? "default" : username;
        password = password == null ? "" : password;
        options = options == null ? Map.of() : Map.copyOf(options);
    }

    @Override
    public String toString() {
        return "ClickHouseSettings[url=" + url + ", database=" + database + "]";
    }
}
