package io.vectrail.runtime.config;

/**
 * One thing that is wrong with a YAML text that people wrote.
 *
 * @param line from 1; 0 where it is the text as a whole
 * @param key the path of what is wrong, such as {@code policies[2].detect[1]}; empty where it is the text as a whole
 * @param reason what is wrong and what to do; quotes no value that may be a secret
 */
public record Problem(int line, String key, String reason) {

    /**
     * As one line for people: {@code file:line: key: reason}.
     *
     * @param name how the text is called
     */
    public String text(String name) {
        return name + (line == 0 ? "" : ":" + line) + ": " + (key.isEmpty() ? "" : key + ": ") + reason;
    }
}
