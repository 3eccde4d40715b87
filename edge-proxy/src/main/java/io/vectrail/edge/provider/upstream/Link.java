package io.vectrail.edge.provider.upstream;

import io.undertow.client.ClientRequest;
import io.undertow.client.ClientResponse;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/** An open connection to a target, as calls see it. Used on its own I/O thread alone. */
interface Link {

    /** How it ended for a call that had no whole answer. */
    enum Breakage {
        /** No byte of the request left. */
        UNTOUCHED,
        /** The server said that it did not look at the request. */
        NOT_PROCESSED,
        /** The server may have acted on it. */
        BROKEN
    }

    /** What a call hears of its way over a link. */
    interface Passage {

        /** The body may be written; to be shut down and flushed. */
        void writable(StreamSinkChannel out);

        /** Whether all of the body has left. */
        boolean sent();

        /** The head of the answer is there. */
        void answered(ClientResponse response, StreamSourceChannel in);

        /** No answer comes, or no more of it. May be said more than once. */
        void broke(Breakage breakage);
    }

    /** Whether another call may be sent. */
    boolean open();

    /** How many calls it carries at once. */
    int mostCalls();

    /** Sends a request's head and lets the passage write its body. */
    void send(ClientRequest request, Passage passage);

    /** How it stands with a call that breaks now. */
    Breakage breakage(Passage passage);

    /** Ends a call that is under way; other calls on this link go on. */
    void abandon(Passage passage);

    /** Run once, when it is closed by either side. */
    void whenClosed(Runnable task);

    void close();
}
