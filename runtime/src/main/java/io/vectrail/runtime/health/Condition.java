package io.vectrail.runtime.health;

/** How one dependency is doing. */
public sealed interface Condition {

    /** One line for the operator: what is so, and where it is not well, what to do. */
    String detail();

    /** As it should be. */
    record Up(String detail) implements Condition {}

    /** Serving goes on, somebody should look: lag grows, an old copy is in use. */
    record Degraded(String detail) implements Condition {}

    /** The program cannot serve. */
    record Down(String detail) implements Condition {}
}
