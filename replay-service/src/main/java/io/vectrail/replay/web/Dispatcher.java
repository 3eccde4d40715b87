package io.vectrail.replay.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.vectrail.replay.access.Person;
import io.vectrail.replay.archive.ArchiveException;
import io.vectrail.replay.publish.UnavailableException;
import io.vectrail.replay.web.Route.Cost;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** Finds a call's route, asks the guard, and has the answer written once it is recorded who gets it. Each call runs on a virtual thread of its own. */
final class Dispatcher implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final int FAILED = 500;
    private static final int UNAVAILABLE = 503;

    private final Routes routes;
    private final Guard guard;
    private final Trail trail;
    private final Executor threads;
    private final MeterRegistry meters;
    private final Places places = new Places();
    private final Receptions ofPeople = new Receptions();
    private final Receptions ofStrangers = new Receptions();

    Dispatcher(Routes routes, Guard guard, Trail trail, Executor threads, MeterRegistry meters) {
        this.routes = routes;
        this.guard = guard;
        this.trail = trail;
        this.threads = threads;
        this.meters = meters;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        exchange.dispatch(threads, () -> answer(exchange));
    }

    private void answer(HttpServerExchange exchange) {
        long start = System.nanoTime();
        String name = "none";
        try {
            Routes.Match match = find(exchange);
            name = match.route().pattern().template();
            answer(exchange, match);
        } catch (ProblemException problem) {
            refuse(exchange, problem);
        } catch (ArchiveException e) {
            LOG.warn("a question to the archive failed: {}", e.getMessage());
            refuse(exchange, unavailable(e));
        } catch (UnavailableException e) {
            refuse(exchange, ProblemException.busy(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            LOG.debug("the caller went away", e);
        } catch (RuntimeException e) {
            LOG.error("a call to {} failed", name, e);
            refuse(
                    exchange,
                    new ProblemException(FAILED, "Failed", "the service's log says why; please report it", Map.of()));
        } finally {
            exchange.endExchange();
            measure(exchange, name, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void answer(HttpServerExchange exchange, Routes.Match match) throws IOException {
        Cost cost = match.route().cost();
        endWithin(exchange, cost.longest());
        Call call = new Call(exchange, match.route(), match.path(), places);
        var _ = asked(call, () -> identify(call));
        var _ = asked(call, () -> permit(call));
        // First: whoever sends slowly, or nothing, must not hold a place among those who are answered.
        var _ = asked(call, () -> receive(call));
        bounded(call, () -> {
            Answer answer = asked(call, () -> match.route().resource().answer(call));
            trail.answered(call, answer);
            AnswerWriter.write(exchange, answer, () -> guard.knowsStill(call));
        });
    }

    private Call identify(Call call) {
        guard.identify(call);
        return call;
    }

    private Call permit(Call call) {
        guard.permit(call);
        trail.demandReason(call);
        return call;
    }

    private Call receive(Call call) {
        if (!call.hasBody()) {
            return call;
        }
        Receptions receptions = call.somebody().isPresent() ? ofPeople : ofStrangers;
        String caller = call.somebody().map(Person::subject).orElseGet(call::address);
        if (!receptions.enter(caller)) {
            throw ProblemException.busy(
                    "as many bodies of yours, or of all, as this service takes are on their way; try again");
        }
        try {
            call.receive();
            return call;
        } finally {
            receptions.leave(caller);
        }
    }

    /** What is refused leaves an access like what is answered. */
    private <T> T asked(Call call, Supplier<T> step) {
        try {
            return step.get();
        } catch (ProblemException e) {
            trail.refused(call, e.status());
            throw e;
        } catch (ArchiveException | UnavailableException e) {
            trail.refused(call, UNAVAILABLE);
            throw e;
        } catch (RuntimeException e) {
            trail.refused(call, FAILED);
            throw e;
        }
    }

    /** What was not read of a body is read as well before a connection is used again, and that may take a caller's own time. */
    private static void endWithin(HttpServerExchange exchange, Duration longest) {
        Thread answering = Thread.currentThread();
        XnioExecutor.Key deadline = exchange.getIoThread()
                .executeAfter(
                        () -> {
                            IoUtils.safeClose(exchange.getConnection());
                            // A thread that waits for the socket does not notice that it is closed.
                            answering.interrupt();
                        },
                        longest.toMillis(),
                        TimeUnit.MILLISECONDS);
        exchange.addExchangeCompleteListener((ended, next) -> {
            deadline.remove();
            next.proceed();
        });
    }

    private interface Answering {
        void run() throws IOException;
    }

    private void bounded(Call call, Answering answering) throws IOException {
        try (var _ = asked(call, () -> places.take(call.route().cost()))) {
            answering.run();
        }
    }

    private Routes.Match find(HttpServerExchange exchange) {
        String method = exchange.getRequestMethod().toString();
        String path = exchange.getRequestPath();
        return routes.find(method, path).orElseThrow(() -> {
            endWithin(exchange, Cost.NONE.longest());
            List<String> methods = List.copyOf(new TreeSet<>(routes.methods(path)));
            return methods.isEmpty()
                    ? ProblemException.notFound("there is nothing at this path; /openapi.yaml lists what there is")
                    : new ProblemException(
                            405,
                            "Method not allowed",
                            "this path takes " + String.join(", ", methods),
                            Map.of("Allow", String.join(", ", methods)));
        });
    }

    private static ProblemException unavailable(ArchiveException e) {
        return switch (e.kind()) {
            case AWAY -> ProblemException.busy("the archive does not answer; what is not yet stored waits in Kafka");
            case TOO_EXPENSIVE ->
                new ProblemException(
                        UNAVAILABLE,
                        "Too wide",
                        "the archive took too long over this; narrow it by from and to",
                        Map.of());
        };
    }

    private static void refuse(HttpServerExchange exchange, ProblemException problem) {
        if (exchange.isResponseStarted()) {
            // The length was promised; ending here lets the caller see that it is not whole.
            return;
        }
        try {
            AnswerWriter.write(exchange, problem);
        } catch (IOException e) {
            LOG.debug("the caller went away", e);
        }
    }

    private void measure(HttpServerExchange exchange, String route, Duration took) {
        Timer.builder("vectrail.api.requests")
                .description("Calls of the HTTP API")
                .tag("route", route)
                .tag("status", Integer.toString(exchange.getStatusCode()))
                .register(meters)
                .record(took);
    }
}
