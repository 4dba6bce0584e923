package org.volumetransfers.adapter.jdbc;

/**
 * The database can be reached, but its schema is not the one this version works on, and waiting does not help. For the
 * operator; never part of an answer.
 */
public final class WrongSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongSchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
