package io.vectrail.replay.web;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** What a resource answers, before it is HTTP. */
sealed interface Answer {

    /** A value as JSON. */
    record Json(int status, Object value, Map<String, String> headers) implements Answer {
        public Json {
            headers = Map.copyOf(headers);
        }
    }

    /** Bytes that are in memory. */
    record Bytes(int status, String mediaType, byte[] body, Map<String, String> headers) implements Answer {
        public Bytes {
            headers = Map.copyOf(headers);
        }
    }

    /** Nothing but headers: 204. */
    record Nothing(Map<String, String> headers) implements Answer {
        public Nothing {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * Another address, for a browser: 303.
     *
     * @param cookies to be kept, each with its attributes
     */
    record Elsewhere(String address, List<String> cookies) implements Answer {
        public Elsewhere {
            cookies = List.copyOf(cookies);
        }
    }

    /**
     * Bytes that are read part by part while they are sent, so that a slow reader costs one part's memory.
     *
     * @param size in bytes, of all parts
     * @param part the bytes of each, from 0
     */
    record Parts(String mediaType, long size, int parts, IntFunction<byte[]> part, Map<String, String> headers)
            implements Answer {
        public Parts {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * Bytes of a file, read while they are sent.
     *
     * @param from the first of them
     * @param length how many
     */
    record Part(int status, String mediaType, Path file, long from, long length, Map<String, String> headers)
            implements Answer {
        public Part {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * Events that are sent as they come, for as long as somebody reads them and may.
     *
     * @param open called when they can go out; what it gives is closed at the end
     */
    record Live(Supplier<LiveFeed> open) implements Answer {}

    static Answer json(Object value) {
        return new Json(200, value, Map.of());
    }
}
