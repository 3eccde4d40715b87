package io.vectrail.replay.key;

import io.vectrail.document.key.KeyLedger;

/** There are as many keys as there may be, and every one of them is in use. */
public final class TooManyKeysException extends Exception {

    private static final long serialVersionUID = 1;

    TooManyKeysException() {
        super("there are " + KeyLedger.MOST_KEYS + " keys in use, and no more may be; revoke some");
    }
}
