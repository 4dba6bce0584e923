package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.inmemory;

import java.net.http.HttpClient;

/** Breaks: only the adapter for Keystone asks others by HTTP. */
interface AsksByHttp {
    void ask(HttpClient asked);
}
