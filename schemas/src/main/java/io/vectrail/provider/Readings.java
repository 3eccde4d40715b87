package io.vectrail.provider;

import io.vectrail.provider.ProviderCodec.Reading;
import io.vectrail.provider.json.MalformedBodyException;

/** Makes an outcome of a reading that may fail. */
final class Readings {

    private Readings() {}

    /** Something that reads a body. */
    interface Body<T> {
        T read() throws MalformedBodyException;
    }

    static <T> Reading<T> of(Body<T> body) {
        try {
            return new Reading.Read<>(body.read());
        } catch (MalformedBodyException e) {
            return new Reading.Malformed<>(e.reason());
        }
    }
}
