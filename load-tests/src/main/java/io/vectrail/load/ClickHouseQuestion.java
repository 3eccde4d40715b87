package io.vectrail.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.Optional;

/** Asks ClickHouse by its own HTTP interface, beside the service. */
final class ClickHouseQuestion {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;

    ClickHouseQuestion(String address) {
        this.address = URI.create(address);
    }

    /** Empty when ClickHouse refuses, as it does before the service has made its tables. */
    Optional<String> ask(String sql) {
        HttpResponse<String> answer = send(sql);
        return answer.statusCode() == 200
                ? Optional.of(Objects.requireNonNull(answer.body()).strip())
                : Optional.empty();
    }

    /** @throws IllegalStateException with ClickHouse's own words when it refuses */
    String run(String sql) {
        HttpResponse<String> answer = send(sql);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
        return Objects.requireNonNull(answer.body()).strip();
    }

    private HttpResponse<String> send(String sql) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
