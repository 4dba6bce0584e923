package org.volumetransfers.bootstrap.architecture.planted.names;

/** Breaks: names say what a class is for. */
final class PageHelper {}
