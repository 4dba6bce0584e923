package org.volumetransfers.bootstrap.architecture.planted.rings.application.service;

import org.volumetransfers.bootstrap.architecture.planted.rings.application.port.in.Asks;

/** Breaks nothing. */
public final class AsksService implements Asks {}
