package org.volumetransfers.bootstrap.architecture.planted.names.util;

/** Breaks: names say what a class is for. */
final class Anything {}
