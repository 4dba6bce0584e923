package org.volumetransfers.bootstrap.architecture.planted.rings.application.port.in;

/** Breaks nothing. */
public interface Asks {}
