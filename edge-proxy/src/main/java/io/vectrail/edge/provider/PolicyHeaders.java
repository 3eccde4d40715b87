package io.vectrail.edge.provider;

import io.vectrail.edge.exchange.ApprovalHeader;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Header;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a caller is told of what was done with its texts: a vector may be of another text than the one that it sent. */
final class PolicyHeaders {

    /** Clients refuse heads of some 8 or 16 KB. What is cut off ends in an ellipsis; the answer itself has it all. */
    private static final int MOST_CHARACTERS = 2048;

    private PolicyHeaders() {}

    static List<Header> of(Exchange exchange) {
        List<Header> told = new ArrayList<>();
        if (exchange.approval() != null) {
            told.add(new Header(ApprovalHeader.NAME, exchange.approval()));
        }
        tell(
                "X-Vectrail-Masked",
                exchange.verdict().masked().entrySet().stream()
                        .map(count -> count.getKey() + "=" + count.getValue())
                        .toList(),
                told);
        tell(
                "X-Vectrail-Withheld",
                exchange.verdict().withheld().stream().map(String::valueOf).toList(),
                told);
        return told;
    }

    private static void tell(String name, Collection<String> parts, List<Header> told) {
        StringBuilder value = new StringBuilder();
        for (String part : parts) {
            if (value.length() + part.length() > MOST_CHARACTERS) {
                value.append(",...");
                break;
            }
            value.append(value.isEmpty() ? "" : ",").append(part);
        }
        if (!value.isEmpty()) {
            told.add(new Header(name, value.toString()));
        }
    }
}
