package io.vectrail.edge.exchange;

/** One header field, as sent. */
public record Header(String name, String value) {

    /** Names are compared as HTTP compares them. */
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }
}
