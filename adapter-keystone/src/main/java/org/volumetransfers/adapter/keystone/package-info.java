/**
 * Verifies tokens with Keystone v3, or with IAM, which implements the same API. Start with
 * {@link org.volumetransfers.adapter.keystone.KeystoneTokenVerifier} and with
 * {@link org.volumetransfers.adapter.keystone.CachingTokenVerifier}, which wraps it.
 *
 * <p>Depends on {@code java.*}, the domain, the ports of the application, Jackson and Caffeine only.
 */
@NullMarked
package org.volumetransfers.adapter.keystone;

import org.jspecify.annotations.NullMarked;
