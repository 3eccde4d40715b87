package io.vectrail.local.testkit.fault;

/**
 * What a power failure would leave of one file for certain.
 *
 * @param forced bytes from the start that were forced
 * @param dirtyFrom first byte below {@code forced} that was written over since
 * @param dirtyTo one after the last of those; not more than {@code dirtyFrom} when there are none
 * @param named whether the file's name was forced, through its folder
 */
record Mark(long forced, long dirtyFrom, long dirtyTo, boolean named) {

    static final Mark UNNAMED = new Mark(0, 0, 0, false);

    /** Of a file that was there before anybody looked: all of it is on the disk. */
    static Mark whole(long size) {
        return new Mark(size, 0, 0, true);
    }

    boolean dirty() {
        return dirtyTo > dirtyFrom;
    }

    Mark written(long from, long to) {
        long end = Math.min(to, forced);
        if (from >= end) {
            return this;
        }
        return dirty()
                ? new Mark(forced, Math.min(from, dirtyFrom), Math.max(end, dirtyTo), named)
                : new Mark(forced, from, end, named);
    }

    /** After a truncation, or a force that failed: nothing from there on is certain. */
    Mark upTo(long size) {
        return size >= forced ? this : new Mark(size, dirtyFrom, Math.min(dirtyTo, size), named);
    }

    Mark forcedTo(long size) {
        return new Mark(size, 0, 0, named);
    }

    Mark withName() {
        return new Mark(forced, dirtyFrom, dirtyTo, true);
    }
}
