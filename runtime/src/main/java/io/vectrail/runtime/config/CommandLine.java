package io.vectrail.runtime.config;

import java.nio.file.Path;

/** The one argument that every program takes. */
public final class CommandLine {

    private CommandLine() {}

    /**
     * @return the file after {@code --config}
     * @throws ConfigurationException when the arguments are anything else
     */
    public static Path configuration(String... arguments) {
        if (arguments.length != 2 || !arguments[0].equals("--config")) {
            throw new ConfigurationException("usage: --config FILE");
        }
        return Path.of(arguments[1]);
    }
}
