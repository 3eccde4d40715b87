package io.vectrail.replay.web;

import io.vectrail.runtime.admin.AdminAnswer;
import io.vectrail.runtime.admin.AdminEndpoints;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
final class AdminResource implements Resource {

    private final AdminEndpoints endpoints;

    AdminResource(AdminEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public Answer answer(Call call) {
        AdminAnswer answer = endpoints
                .answer(call.requestPath())
                .orElseThrow(() -> ProblemException.notFound("there is no such admin page"));
        return new Answer.Bytes(
                answer.status(), answer.mediaType(), answer.body().getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
