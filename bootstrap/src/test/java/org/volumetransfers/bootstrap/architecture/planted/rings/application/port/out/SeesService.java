package org.volumetransfers.bootstrap.architecture.planted.rings.application.port.out;

import org.volumetransfers.bootstrap.architecture.planted.rings.application.service.AsksService;

/** Breaks: ports do not see services. */
interface SeesService {
    void see(AsksService seen);
}
