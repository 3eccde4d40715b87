package io.vectrail.edge.document;

import io.vectrail.document.CheckedDocument;

/** The document in force. Thread-safe; a swap is seen by the exchanges that start after it, as a whole. */
public final class Documents {

    private volatile CheckedDocument current;

    public Documents(CheckedDocument first) {
        this.current = first;
    }

    public CheckedDocument current() {
        return current;
    }

    void swap(CheckedDocument next) {
        current = next;
    }
}
