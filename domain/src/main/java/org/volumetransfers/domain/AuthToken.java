package org.volumetransfers.domain;

import java.util.Objects;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * The token of a caller. It is a secret: {@link #toString} masks it.
 *
 * <p><b>Shape:</b> about 180 characters (Keystone Fernet) to several thousand (Huawei PKI). <b>Bounds:</b> one or
 * more characters of visible ASCII ({@code !} to {@code ~}). The HTTP adapter limits the length.
 */
public record AuthToken(String value) {

    /**
     * Checks the characters of the token. Only a verifier can tell whether it is valid.
     *
     * @throws InvalidValueException if it is empty or has a character that is not visible ASCII
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
