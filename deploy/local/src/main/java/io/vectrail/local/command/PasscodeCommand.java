package io.vectrail.local.command;

import io.vectrail.local.issuer.Passcode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints what the console's local sign-in asks for. */
@Command(
        name = "passcode",
        description = "Print the passcode that the console's local sign-in asks for; nothing else goes to stdout.")
final class PasscodeCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.out.println(Passcode.of(LocalTokens.folder(Surroundings.present())));
        return 0;
    }
}
