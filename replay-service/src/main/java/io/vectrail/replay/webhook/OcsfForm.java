package io.vectrail.replay.webhook;

/** An event of the Open Cybersecurity Schema Framework; of what that has none for, what {@link JsonForm} says. */
final class OcsfForm {

    private OcsfForm() {}

    static byte[] body(Notice notice) {
        Object event = notice.message().ocsf();
        return event == null ? JsonForm.body(notice) : JsonForm.bytes(event);
    }
}
