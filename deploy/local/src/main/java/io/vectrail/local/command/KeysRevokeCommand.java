package io.vectrail.local.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Revokes a key. */
@Command(
        name = "revoke",
        description = "Revoke a key, for good. No edge takes it a second later; revoking it again changes nothing.")
final class KeysRevokeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Its id, as keys list prints it; not the key itself.")
    private String id = "";

    @Option(names = "--json", description = "Print what the API answers: nothing.")
    private boolean json;

    @Override
    public Integer call() {
        ReplayApi.asPolicyAdmin(Surroundings.present()).delete("keys/" + ReplayApi.encoded(id));
        if (!json) {
            System.err.println("key " + VisibleText.cell(id, 40) + " is revoked");
        }
        return 0;
    }
}
