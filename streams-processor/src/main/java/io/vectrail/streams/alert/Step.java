package io.vectrail.streams.alert;

/** What happened to an alert. */
public sealed interface Step {

    OpenAlert alert();

    /** The caller's score reached the level from which an alert is raised. */
    record Raised(OpenAlert alert) implements Step {}

    /** It reached a higher level. */
    record Escalated(OpenAlert alert) implements Step {}

    /** It fell so far that another can be raised. */
    record Subsided(OpenAlert alert) implements Step {}
}
