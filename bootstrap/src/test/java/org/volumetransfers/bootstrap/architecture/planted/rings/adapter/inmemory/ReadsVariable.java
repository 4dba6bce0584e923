package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.inmemory;

import java.util.function.UnaryOperator;

/** Breaks: settings are read in bootstrap only. */
final class ReadsVariable {
    UnaryOperator<String> reader() {
        return System::getenv;
    }
}
