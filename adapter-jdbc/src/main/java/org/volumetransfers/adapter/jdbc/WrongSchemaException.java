package org.volumetransfers.adapter.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * The database can be reached, but its schema is not one that this version works with, and waiting does not help. The message
 * is for operators, and never part of a response.
 */
public final class WrongSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongSchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
