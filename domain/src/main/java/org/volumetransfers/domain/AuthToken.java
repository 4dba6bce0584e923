package org.volumetransfers.domain;

import java.util.Objects;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * A token as its bearer shows it. It is a secret: {@link #toString} masks it.
 *
 * <p><b>Shape:</b> about 180 characters (Keystone Fernet) to several thousand (Huawei PKI). <b>Bounds:</b> at least one
 * character, all of them visible ASCII ({@code !} to {@code ~}); no upper bound here, the edge has one.
 *
 * @param value the token itself
 */
public record AuthToken(String value) {

    /**
     * Checks the token's characters; whether it is good, only a verifier can tell.
     *
     * @param value the token itself
     * @throws InvalidValueException when it is empty or has a character that is not visible ASCII
     */
    public AuthToken {
        Objects.requireNonNull(value, "token");
        if (value.isEmpty() || !isVisibleAscii(value)) {
            throw new InvalidValueException("token", "be visible ASCII");
        }
    }

    private static boolean isVisibleAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "AuthToken[masked]";
    }
}
