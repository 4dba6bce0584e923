package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.http;

import io.undertow.util.HttpString;

/** Breaks nothing: this is where Undertow belongs. */
public final class Speaks {
    public static HttpString start(HttpString what) {
        return what;
    }
}
