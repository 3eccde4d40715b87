package io.vectrail.policy.decide;

/**
 * Another text for a part of a passage's.
 *
 * @param type of what stood there
 * @param text what takes its place
 */
record Edit(int start, int end, String type, String text) {

    int length() {
        return end - start;
    }
}
