package org.volumetransfers.bootstrap.architecture.planted.rings.testkit;

import org.volumetransfers.bootstrap.architecture.planted.rings.application.service.AsksService;

/** Breaks: the testkit sees ports and JUnit only. */
interface SeesService {
    void see(AsksService seen);
}
