package io.vectrail.replay.web;

/** What stands behind a route. */
@FunctionalInterface
interface Resource {

    /** @throws ProblemException when the call cannot be answered as it is */
    Answer answer(Call call);
}
