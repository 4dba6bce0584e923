/**
 * Storage on PostgreSQL. {@link org.volumetransfers.adapter.jdbc.JdbcStorage} is the entry point, {@code JdbcTransferQuery}
 * reads the page.
 *
 * <p>Imports {@code java.*}, the domain, the ports and {@code blocking} of the application, JDBI, HikariCP, the PostgreSQL
 * driver and Flyway. Only this module knows SQL.
 */
@NullMarked
package org.volumetransfers.adapter.jdbc;

import org.jspecify.annotations.NullMarked;
