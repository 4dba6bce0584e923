package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.keystone;

import com.fasterxml.jackson.core.JsonFactory;
import java.net.http.HttpClient;

/** Breaks nothing: this is where others are asked by HTTP, and their JSON is read. */
interface SeesHttpClient {
    JsonFactory see(HttpClient seen);
}
