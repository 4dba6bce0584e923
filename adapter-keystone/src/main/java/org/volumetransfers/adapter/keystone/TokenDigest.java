package org.volumetransfers.adapter.keystone;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.volumetransfers.domain.AuthToken;

/** The SHA-256 digest of a token, under which it is cached. It is no secret, but {@link #toString} masks it all the same. */
record TokenDigest(long first, long second, long third, long fourth) {

    static TokenDigest of(AuthToken token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            ByteBuffer digest = ByteBuffer.wrap(sha256.digest(token.value().getBytes(StandardCharsets.US_ASCII)));
            return new TokenDigest(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform supports SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "TokenDigest[masked]";
    }
}
