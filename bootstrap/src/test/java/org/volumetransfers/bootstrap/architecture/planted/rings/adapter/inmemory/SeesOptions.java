package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.inmemory;

import picocli.CommandLine;

/** Breaks: options are known in bootstrap only. */
interface SeesOptions {
    void see(CommandLine seen);
}
