package io.vectrail.local.platform;

/** What a person is told while programs start and stop. Called from several threads at once. */
public interface Progress {
    /** One line, without its end. */
    void say(String line);

    /** Says nothing. */
    static Progress silent() {
        return line -> {};
    }
}
