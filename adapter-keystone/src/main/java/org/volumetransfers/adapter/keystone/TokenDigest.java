package org.volumetransfers.adapter.keystone;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.volumetransfers.domain.AuthToken;

/**
 * The SHA-256 digest of a token, which stands for it where tokens are remembered. Not a secret, but nobody's business
 * either: {@link #toString} masks it.
 */
record TokenDigest(long first, long second, long third, long fourth) {

    static TokenDigest of(AuthToken token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            ByteBuffer digest = ByteBuffer.wrap(sha256.digest(token.value().getBytes(StandardCharsets.US_ASCII)));
            return new TokenDigest(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** All bits of a digest are as good as random, so any will do. */
    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }

    @Override
    public String toString() {
        return "TokenDigest[masked]";
    }
}
