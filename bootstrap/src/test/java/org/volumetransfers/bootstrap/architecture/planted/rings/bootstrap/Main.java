package org.volumetransfers.bootstrap.architecture.planted.rings.bootstrap;

/** Breaks nothing: this is where settings are read and streams are written. */
final class Main {
    void print() {
        System.err.println(System.getProperty("planted"));
    }
}
