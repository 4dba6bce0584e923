/**
 * Storage on PostgreSQL: {@link org.volumetransfers.adapter.jdbc.JdbcStorage} is the one door,
 * {@code JdbcTransferQuery} the page being read.
 *
 * <p>Imports {@code java.*}, the domain, JDBI, HikariCP, the PostgreSQL driver and Flyway. Only this module knows SQL.
 */
@NullMarked
package org.volumetransfers.adapter.jdbc;

import org.jspecify.annotations.NullMarked;
