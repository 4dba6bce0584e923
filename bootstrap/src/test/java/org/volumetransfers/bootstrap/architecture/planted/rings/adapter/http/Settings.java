package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.http;

/** Breaks nothing. */
public record Settings(int port) {
    public static Settings usual() {
        return new Settings(0);
    }
}
