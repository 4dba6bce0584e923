package org.volumetransfers.bootstrap.architecture.planted.api;

/** Breaks nothing: the test has it on its list. */
public final class Listed {}
