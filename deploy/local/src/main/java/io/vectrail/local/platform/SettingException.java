package io.vectrail.local.platform;

/** A setting that is not known or not possible. The message is one line and names the setting. */
public final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingException(String message) {
        super(message);
    }
}
