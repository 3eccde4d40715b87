package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.replay.Service;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Keeps cookies, and goes nowhere by itself. */
final class Browser {

    private final Service service;
    private final Map<String, String> cookies = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();

    Browser(Service service) {
        this.service = service;
    }

    /** By name. */
    Map<String, String> cookies() {
        return cookies;
    }

    /** The header that set a cookie; empty where none did. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Where it is sent from there. */
    URI go(String path) {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).as(Service.text(answer)).isEqualTo(303);
        return URI.create(answer.headers().firstValue("location").orElseThrow());
    }

    HttpResponse<byte[]> get(String path) {
        return send(HttpRequest.newBuilder(service.uri(path)));
    }

    HttpResponse<byte[]> signOut() {
        return send(HttpRequest.newBuilder(service.uri("/api/v1/session"))
                .header("Sec-Fetch-Site", "same-origin")
                .DELETE());
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        cookies.forEach((name, value) -> request.header("Cookie", name + "=" + value));
        HttpResponse<byte[]> answer = service.send(request.timeout(Duration.ofSeconds(30)));
        for (String header : answer.headers().allValues("set-cookie")) {
            String name = header.substring(0, header.indexOf('='));
            cookies.put(name, header.substring(name.length() + 1, header.indexOf(';')));
            headers.put(name, header);
        }
        return answer;
    }
}
