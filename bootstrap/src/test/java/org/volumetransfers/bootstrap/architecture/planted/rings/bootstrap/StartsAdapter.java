package org.volumetransfers.bootstrap.architecture.planted.rings.bootstrap;

import io.undertow.util.HttpString;
import java.util.function.UnaryOperator;
import org.volumetransfers.bootstrap.architecture.planted.rings.adapter.http.Speaks;

/** Breaks: only TransferServer makes adapters; Undertow is known in the HTTP adapter only. */
final class StartsAdapter {
    UnaryOperator<HttpString> starter() {
        return Speaks::start;
    }
}
