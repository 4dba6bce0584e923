/**
 * Identity by Keystone v3, which IAM speaks too. Read {@link org.volumetransfers.adapter.keystone.KeystoneTokenVerifier}
 * first, then {@link org.volumetransfers.adapter.keystone.CachingTokenVerifier}, which belongs in front of it.
 *
 * <p>Imports {@code java.*}, the domain, the ports of the application, Jackson and Caffeine only.
 */
@NullMarked
package org.volumetransfers.adapter.keystone;

import org.jspecify.annotations.NullMarked;
