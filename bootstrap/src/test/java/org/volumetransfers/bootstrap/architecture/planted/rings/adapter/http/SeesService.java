package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.http;

import org.volumetransfers.bootstrap.architecture.planted.rings.application.service.AsksService;

/** Breaks: adapters do not see services. */
interface SeesService {
    void see(AsksService seen);
}
