package io.vectrail.replay.archive;

/** Another instance has taken a partition over whose rows were to be stored. None of them was. */
public final class FencedException extends RuntimeException {

    FencedException() {
        super("another instance has taken over a partition of this batch, of which nothing more is stored here");
    }
}
