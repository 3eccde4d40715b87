package io.vectrail.runtime.config;

/**
 * A configuration that cannot be used. The message names the file, the line and what to do; one line, or one for each problem of a
 * gateway document.
 */
public final class ConfigurationException extends RuntimeException {

    public ConfigurationException(String message) {
        super(message);
    }
}
