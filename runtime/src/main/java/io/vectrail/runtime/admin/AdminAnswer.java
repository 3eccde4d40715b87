package io.vectrail.runtime.admin;

/**
 * What an admin endpoint answers.
 *
 * @param status HTTP status
 * @param mediaType Content-Type
 * @param body text
 */
public record AdminAnswer(int status, String mediaType, String body) {}
