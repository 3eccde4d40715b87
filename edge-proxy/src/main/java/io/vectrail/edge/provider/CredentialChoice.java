package io.vectrail.edge.provider;

import io.vectrail.document.Connection;
import io.vectrail.document.Credential;
import io.vectrail.document.DatedCredential;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.edge.exchange.UpstreamAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Which of its connection's credentials a call shows. When the upstream does not accept that one and another is valid at
 * the same time, the other is tried once: an upstream that refused a credential did nothing with the request. So a
 * rotation that has not reached every end of a provider yet is not felt. Both calls share the connection's timeout.
 */
public final class CredentialChoice {

    private final Clock clock;
    private final Rejections rejections;

    public CredentialChoice(Clock clock, Rejections rejections) {
        this.clock = clock;
        this.rejections = rejections;
    }

    /** Is told of each credential that an upstream did not accept. */
    public interface Rejections {
        void rejected(Connection connection, DatedCredential credential);
    }

    /** Calls the upstream with this credential, or with none where the provider asks for none, within this time. */
    public interface Call {
        CompletionStage<UpstreamAnswer> with(@Nullable Credential credential, Duration timeout);
    }

    /** Comes before anything is journaled as forwarded. @throws RefusedException when no credential is valid now */
    public Exchange require(Exchange exchange) {
        if (exchange.connection().credentials().needed()) {
            var _ = chosen(exchange.connection());
        }
        return exchange;
    }

    /** Makes the call, and at most one more. @throws RefusedException when no credential is valid any more */
    public CompletionStage<UpstreamAnswer> call(Exchange exchange, Call call) {
        Connection connection = exchange.connection();
        Duration timeout = connection.limits().timeout();
        if (!connection.credentials().needed()) {
            return call.with(null, timeout);
        }
        DatedCredential first = chosen(connection);
        Credential shown = show(exchange, first);
        return call.with(shown, timeout).thenCompose(answer -> {
            if (!rejected(connection, first, answer)) {
                return CompletableFuture.completedFuture(answer);
            }
            DatedCredential second = connection.credentials().otherThan(shown, clock.millis());
            Duration left = timeout.minusNanos(answer.nanos());
            return second == null || !left.isPositive()
                    ? CompletableFuture.completedFuture(answer)
                    : call.with(show(exchange, second), left).thenApply(then -> {
                        var _ = rejected(connection, second, then);
                        return then;
                    });
        });
    }

    private DatedCredential chosen(Connection connection) {
        DatedCredential chosen = connection.credentials().at(clock.millis());
        if (chosen == null) {
            throw new RefusedException(
                    RefusalCode.UPSTREAM_REJECTED_CREDENTIAL,
                    "the gateway has no credential for connection " + connection.name()
                            + " that is valid now; tell its operator");
        }
        return chosen;
    }

    private static Credential show(Exchange exchange, DatedCredential credential) {
        Credential shown = credential.current();
        exchange.outbound().show(shown);
        return shown;
    }

    /** Whether the upstream did not accept it; if so, it is counted. */
    private boolean rejected(Connection connection, DatedCredential credential, UpstreamAnswer answer) {
        if (!answer.rejectsCredential()) {
            return false;
        }
        rejections.rejected(connection, credential);
        return true;
    }
}
