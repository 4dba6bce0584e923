package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.inmemory;

/** Breaks: settings are read in bootstrap only. */
final class ReadsProperty {
    int read() {
        return Integer.getInteger("planted", 1);
    }
}
