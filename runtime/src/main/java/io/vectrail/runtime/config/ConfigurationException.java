package io.vectrail.runtime.config;

/** A configuration that cannot be used. The message is one line that names the file, the line and what to do. */
public final class ConfigurationException extends RuntimeException {

    public ConfigurationException(String message) {
        super(message);
    }
}
