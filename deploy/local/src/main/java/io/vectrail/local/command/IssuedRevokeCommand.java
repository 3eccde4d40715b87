package io.vectrail.local.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Revokes what was issued. */
abstract class IssuedRevokeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Its id, as the list prints it; not the secret.")
    private String id = "";

    @Option(names = "--json", description = "Print what the API answers: nothing.")
    private boolean json;

    private final String path;
    private final String word;

    /**
     * For one kind of secrets.
     *
     * @param path where the API has them
     * @param word what people call one
     */
    IssuedRevokeCommand(String path, String word) {
        this.path = path;
        this.word = word;
    }

    @Override
    public final Integer call() {
        ReplayApi.asPolicyAdmin(Surroundings.present()).delete(path + "/" + ReplayApi.encoded(id));
        if (!json) {
            System.err.println(word + " " + VisibleText.cell(id, 40) + " is revoked");
        }
        return 0;
    }
}
