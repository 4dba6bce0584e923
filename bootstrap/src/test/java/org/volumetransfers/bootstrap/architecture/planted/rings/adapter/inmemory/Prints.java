package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.inmemory;

/** Breaks: only Main prints. */
final class Prints {
    void print() {
        System.out.println("planted");
    }
}
