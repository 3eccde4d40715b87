package io.vectrail.provider.json;

/** Leaves a reader from wherever it finds that a body is not what the route takes. */
public final class MalformedBodyException extends Exception {

    /**
     * Says why.
     *
     * @param reason for the caller: names the field and what to do, and never quotes a text
     */
    public MalformedBodyException(String reason) {
        super(reason, null, false, false);
    }

    /** Two names of one field in one object. */
    public static MalformedBodyException twice(String name, String twin) {
        return new MalformedBodyException("\"" + name + "\" and \"" + twin + "\" are one field; send one of them");
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
