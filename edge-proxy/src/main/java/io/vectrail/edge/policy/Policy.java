package io.vectrail.edge.policy;

import io.vectrail.edge.document.Connection;
import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingResponse;

/** Decides on every request and every response, whole, before anything is done. Pure. */
public final class Policy {

    private static final PolicyAction ALLOW = new PolicyAction.Allow();

    private Policy() {}

    /** Decides on a request: its model and the number of its texts. */
    public static PolicyAction onRequest(Connection connection, EmbeddingRequest request) {
        if (!connection.permits(request.model())) {
            return deny(
                    RefusalCode.NOT_PERMITTED,
                    "connection " + connection.name()
                            + " does not permit this model; ask for one that its models list names");
        }
        int most = connection.limits().inputs();
        if (request.inputs().size() > most) {
            return deny(
                    RefusalCode.INVALID_REQUEST,
                    "the request has " + request.inputs().size() + " inputs, and connection " + connection.name()
                            + " takes " + most + " at most; send them in several requests");
        }
        return ALLOW;
    }

    /** Decides on a response: a vector for each text, so that none is taken for another's. */
    public static PolicyAction onResponse(EmbeddingRequest request, EmbeddingResponse response) {
        if (response.inputs() != request.inputs().size()) {
            return deny(
                    RefusalCode.UPSTREAM_UNREADABLE,
                    "the upstream answered " + response.inputs() + " vectors for "
                            + request.inputs().size() + " inputs");
        }
        return ALLOW;
    }

    private static PolicyAction deny(RefusalCode code, String message) {
        return new PolicyAction.Deny(new Refusal(code, message));
    }
}
