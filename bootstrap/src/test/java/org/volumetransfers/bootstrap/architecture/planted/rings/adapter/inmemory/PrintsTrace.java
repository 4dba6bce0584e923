package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.inmemory;

/** Breaks: only Main prints. */
final class PrintsTrace {
    void print(Exception e) {
        e.printStackTrace();
    }
}
