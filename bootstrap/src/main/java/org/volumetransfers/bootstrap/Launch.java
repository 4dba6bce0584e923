package org.volumetransfers.bootstrap;

import java.util.List;

/**
 * One start of the program, as it was asked for.
 *
 * @param server what to start
 * @param logging how to log
 * @param warnings what works, and yet should be changed
 */
record Launch(ServerConfig server, LogSetup logging, List<String> warnings) {

    /**
     * Makes values of texts and reads the files that they name.
     *
     * @param known faults found before
     * @throws SettingFaultsException when anything is wrong; it names everything that is
     */
    static Launch of(GivenSettings given, List<String> known) throws SettingFaultsException {
        SettingReader settings = new SettingReader(given, known);
        Launch launch = new LaunchReader(settings).read();
        if (launch == null || !settings.faults().isEmpty()) {
            throw new SettingFaultsException(settings.faults());
        }
        return launch;
    }

    /** True when the server takes the token that everybody knows. */
    boolean isDemo() {
        return server.identity().equals(new IdentityChoice.Tokens(Demo.TOKENS));
    }
}
