package io.vectrail.replay.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.server.handlers.Cookie;
import io.undertow.util.HttpString;
import io.vectrail.replay.access.Person;
import io.vectrail.replay.publish.Actor;
import io.vectrail.replay.search.AskedFilter;
import io.vectrail.replay.search.Cursor;
import io.vectrail.replay.search.Page;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call as a resource sees it: who, which path, which parameters. */
final class Call {

    private static final Set<String> BODIES = Set.of("POST", "PUT");
    private static final int DEFAULT_LIMIT = 50;
    /** Of one parameter. */
    static final int MOST_PARAMETER_CHARACTERS = 4_096;

    private final HttpServerExchange exchange;
    private final Route route;
    private final Map<String, String> path;
    private final Places places;
    private @Nullable Person person;
    private byte[] received = {};
    private Set<String> parameters = Set.of();
    private final SortedMap<String, String> remarks = new TreeMap<>();

    Call(HttpServerExchange exchange, Route route, Map<String, String> path, Places places) {
        this.exchange = exchange;
        this.route = route;
        this.path = Map.copyOf(path);
        this.places = places;
    }

    /** What takes more than the route does, in a place of its own. @throws ProblemException when all are taken */
    <T> T within(Route.Cost cost, Supplier<T> step) {
        try (var _ = places.take(cost)) {
            return step.get();
        }
    }

    Route route() {
        return route;
    }

    /** It is known now who calls: by the guard, or by signing in. */
    void isMadeBy(Person somebody) {
        person = somebody;
    }

    /** Who calls; only on routes that ask for a role. */
    Person person() {
        return Objects.requireNonNull(person, "this route lets anyone in");
    }

    /** Who calls, and how, for what is published with who did it. */
    Actor actor() {
        return new Actor(person().subject(), address(), person().apiToken().orElse(null));
    }

    /** Who calls, if that is known. */
    Optional<Person> somebody() {
        return Optional.ofNullable(person);
    }

    /** Whether the answer has recorded texts. */
    boolean readsTexts() {
        return route.audited() instanceof Audited.Texts texts && person != null && person.hasOneOf(texts.readers());
    }

    String method() {
        return exchange.getRequestMethod().toString();
    }

    String requestPath() {
        return exchange.getRequestPath();
    }

    String path(String name) {
        return Objects.requireNonNull(path.get(name));
    }

    /** The last segment of the path as it was meant, with whatever signs it has, a slash included. */
    String lastSegment() {
        String uri = exchange.getRequestURI();
        String segment = uri.substring(uri.lastIndexOf('/') + 1).replaceFirst("[;?].*", "");
        try {
            // In a path a + is a +.
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("the path is not percent-encoded as it should be");
        }
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(new HttpString(name)));
    }

    Optional<String> cookie(String name) {
        return Optional.ofNullable(exchange.getRequestCookie(name)).map(Cookie::getValue);
    }

    /** The caller's address, without port. */
    String address() {
        return exchange.getSourceAddress().getAddress().getHostAddress();
    }

    /** Whether it came over TLS to this very listener. */
    boolean secure() {
        return exchange.getRequestScheme().equals("https");
    }

    /** Refuses parameters that this call does not have: a filter with a slip in its name must not show everything. */
    void onlyParameters(Set<String> known) {
        parameters = Set.copyOf(known);
        Set<String> taken = new TreeSet<>(known);
        if (route.audited() instanceof Audited.Texts) {
            taken.add(ViewingReason.PARAMETER);
        }
        if (!taken.containsAll(exchange.getQueryParameters().keySet())) {
            throw ProblemException.badRequest("there is a query parameter that this call does not have; it has "
                    + (taken.isEmpty() ? "none" : String.join(", ", taken)));
        }
    }

    /** Something else to be recorded of this call; never a secret and never a text that was recorded. */
    void remark(String name, String value) {
        remarks.put(name, value);
    }

    SortedMap<String, String> remarks() {
        return remarks;
    }

    /** Those that the call has, and that were given, by name. What else stands in the query may be anything, a secret included. */
    SortedMap<String, String> parameters() {
        SortedMap<String, String> given = new TreeMap<>();
        exchange.getQueryParameters().forEach((name, values) -> {
            if (parameters.contains(name)) {
                given.put(name, values.getFirst());
            }
        });
        return given;
    }

    /** A query parameter; null when it is absent or empty. */
    @Nullable
    String parameter(String name) {
        Deque<String> values = exchange.getQueryParameters().get(name);
        if (values == null || values.isEmpty()) {
            return null;
        }
        if (values.size() > 1) {
            throw ProblemException.badRequest(name + " is given more than once; give it once");
        }
        String value = values.getFirst();
        if (value.length() > MOST_PARAMETER_CHARACTERS) {
            throw ProblemException.badRequest(name + " is longer than " + MOST_PARAMETER_CHARACTERS + " characters");
        }
        return value.isEmpty() ? null : value;
    }

    @Nullable
    Instant time(String name) {
        String value = parameter(name);
        return value == null ? null : read(() -> AskedFilter.time(name, value));
    }

    /** @throws ProblemException when a time range has nothing in it */
    static void checkRange(@Nullable Instant from, @Nullable Instant to) {
        var _ = read(() -> {
            AskedFilter.checkRange(from, to);
            return true;
        });
    }

    /**
     * What somebody wrote.
     *
     * @throws ProblemException when it cannot be read
     */
    static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    int limit() {
        return limit(DEFAULT_LIMIT, Page.MOST_ITEMS);
    }

    /** How many items are wanted, where a call has bounds of its own. */
    int limit(int without, int most) {
        String value = parameter("limit");
        if (value == null) {
            return without;
        }
        int limit = value.matches("[0-9]{1,4}") ? Integer.parseInt(value) : 0;
        if (limit < 1 || limit > most) {
            throw ProblemException.badRequest("limit must be 1 to " + most);
        }
        return limit;
    }

    @Nullable
    Cursor cursor() {
        String value = parameter("cursor");
        return value == null
                ? null
                : Cursor.decode(value)
                        .orElseThrow(() ->
                                ProblemException.badRequest("cursor is not one of ours; take it from nextCursor"));
    }

    /** All that stands in the query, whatever this call has; for what is read by another library. */
    Map<String, List<String>> query() {
        Map<String, List<String>> all = new HashMap<>();
        exchange.getQueryParameters().forEach((name, values) -> all.put(name, List.copyOf(values)));
        return all;
    }

    boolean hasBody() {
        return route.cost().mostBytes() > 0 && BODIES.contains(method());
    }

    /** Waits for the body, as long as the route takes. */
    void receive() {
        int most = route.cost().mostBytes();
        try {
            exchange.startBlocking();
            byte[] body = exchange.getInputStream().readNBytes(most + 1);
            if (body.length > most) {
                throw tooLarge(most);
            }
            received = body;
        } catch (RequestTooBigException e) {
            throw tooLarge(most);
        } catch (IOException | NullPointerException e) {
            // Undertow's stream throws the latter when the caller goes away meanwhile.
            throw ProblemException.badRequest("the body did not arrive whole");
        }
    }

    /** The body, at most so many bytes, which are no more than the route takes. */
    byte[] body(int mostBytes) {
        if (received.length > mostBytes) {
            throw tooLarge(mostBytes);
        }
        return received;
    }

    private static ProblemException tooLarge(int mostBytes) {
        return new ProblemException(413, "Too large", "the body is longer than " + mostBytes + " bytes", Map.of());
    }
}
