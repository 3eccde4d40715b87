package io.vectrail.local.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser at Keycloak's pages. Its cookies are for TLS alone, and the JDK's own cookie handler keeps to that; so they are kept here. */
public final class KeycloakVisitor {
    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern FIELD =
            Pattern.compile("<input[^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new HashMap<>();

    /** Opens a page, goes nowhere by itself. */
    public HttpResponse<String> open(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address));
    }

    /** Opens a page that asks for name and password, and gives them. */
    public HttpResponse<String> signIn(URI address, String user, String password)
            throws IOException, InterruptedException {
        HttpResponse<String> page = open(address);
        String form = action(page)
                .orElseThrow(() -> new IllegalStateException("no form: " + page.statusCode() + " " + page.body()));
        return send(HttpRequest.newBuilder(URI.create(form))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        Keycloak.encoded(Map.of("username", user, "password", password)))));
    }

    /** Where a page's form goes. */
    public static Optional<String> action(HttpResponse<String> page) {
        Matcher action = FORM.matcher(page.body());
        return action.find() ? Optional.of(plain(action.group(1))) : Optional.empty();
    }

    /** What a page's form would send. */
    public static Map<String, String> fields(HttpResponse<String> page) {
        return FIELD.matcher(page.body())
                .results()
                .collect(Collectors.toMap(field -> field.group(1), field -> plain(field.group(2)), (a, b) -> a));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            String[] pair = cookie.substring(0, (cookie + ";").indexOf(';')).split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        return answer;
    }

    private static String plain(String html) {
        return html.replace("&#x3d;", "=")
                .replace("&#x2b;", "+")
                .replace("&#43;", "+")
                .replace("&#61;", "=")
                .replace("&amp;", "&");
    }
}
