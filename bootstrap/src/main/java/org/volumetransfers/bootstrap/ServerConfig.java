package org.volumetransfers.bootstrap;

import java.util.Map;
import java.util.Objects;
import org.volumetransfers.adapter.http.HttpConfig;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/**
 * What a server is made of. Everything in it has been checked, and files have been read.
 *
 * @param http address, links, limits
 * @param storage where transfers are kept
 * @param paging how answers are paged
 * @param tokens who shows which token; unmodifiable
 */
public record ServerConfig(HttpConfig http, StorageChoice storage, PagingRule paging, Map<AuthToken, Caller> tokens) {

    /**
     * Copies the tokens.
     *
     * @param http address, links, limits
     * @param storage where transfers are kept
     * @param paging how answers are paged
     * @param tokens who shows which token
     */
    public ServerConfig {
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(paging, "paging");
        tokens = Map.copyOf(tokens);
    }
}
