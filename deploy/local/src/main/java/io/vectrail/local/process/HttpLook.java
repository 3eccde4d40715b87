package io.vectrail.local.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vectrail.local.process.Health.Healthy;
import io.vectrail.local.process.Health.Unhealthy;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One HTTP request to a program's health page, and what our own programs' pages say about their dependencies. */
final class HttpLook {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int BODY_LIMIT = 64 << 10;

    private HttpLook() {}

    static Health at(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(2000);
            // An idle connection would keep ClickHouse waiting for it at its end.
            connection.setRequestProperty("Connection", "close");
            int status = connection.getResponseCode();
            try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                byte[] page = body == null ? new byte[0] : body.readNBytes(BODY_LIMIT);
                return status == 200
                        ? new Healthy(dependencies(page, "degraded"))
                        : new Unhealthy("answers " + status + " " + dependencies(page, "down"));
            }
        } catch (IOException e) {
            return new Unhealthy("does not answer");
        }
    }

    private static String dependencies(byte[] page, String status) {
        List<String> named = new ArrayList<>();
        try {
            JsonNode root = JSON.readTree(page);
            for (Map.Entry<String, JsonNode> dependency :
                    root.path("dependencies").properties()) {
                if (dependency.getValue().path("status").asText("").equals(status)) {
                    named.add(dependency.getKey() + ": "
                            + dependency.getValue().path("detail").asText(""));
                }
            }
        } catch (IOException e) {
            // not one of our own pages
        }
        return String.join("; ", named);
    }
}
