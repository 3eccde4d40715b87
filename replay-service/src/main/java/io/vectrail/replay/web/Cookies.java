package io.vectrail.replay.web;

/** The console's cookies, none of which a script can read. */
final class Cookies {

    /** A console session's. */
    static final String SESSION = "vectrail_session";

    /** A login's that is under way: a browser that comes back from a provider must send it, which it does with Lax alone. */
    static final String LOGIN = "vectrail_login";

    private Cookies() {}

    static String session(String value, boolean secure) {
        return SESSION + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }

    static String login(String value, boolean secure) {
        return LOGIN + "=" + value + "; Path=/login; HttpOnly; SameSite=Lax; Max-Age=" + (value.isEmpty() ? 0 : 600)
                + (secure ? "; Secure" : "");
    }
}
