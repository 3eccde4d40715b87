package io.vectrail.edge.recorder.shipper;

/** Nothing more may be set aside: shipping waits until somebody has mended what Kafka refuses and sent it again. */
final class FullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FullException(SetAsideFolder folder) {
        super(folder.items().size() + " exchanges and entries of " + (folder.bytes() >> 20)
                + " MiB are set aside, which is as much as may be; mend what refuses them, then run ./vectrail journal"
                + " resend");
    }
}
