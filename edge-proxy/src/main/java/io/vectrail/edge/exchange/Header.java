package io.vectrail.edge.exchange;

/** One header field, as sent. */
public record Header(String name, String value) {

    /** The name alone: a value may be somebody's credential. */
    @Override
    public String toString() {
        return name;
    }

    /** Names are compared as HTTP compares them. */
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }
}
