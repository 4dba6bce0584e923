package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Permissions of a file that holds secrets. If others can change it, or put another file in its place, they decide who is
 * let in.
 */
final class SecretFile {

    private static final String MODE = "unix:mode";

    private static final int WRITABLE_BY_GROUP_OR_OTHERS = 0022;
    private static final int READABLE_BY_OTHERS = 0004;
    /** In such a directory only the owner of a file may replace it. */
    private static final int STICKY = 01000;

    private SecretFile() {}

    /**
     * Says why a file must not be used.
     *
     * @return words that follow the option's name; null when the file is acceptable, or the file system has no permissions
     * @throws IOException when there is no such file
     */
    static @Nullable String refusal(Path file) throws IOException {
        try {
            if ((mode(file) & WRITABLE_BY_GROUP_OR_OTHERS) != 0) {
                return file + " can be written by others; only its owner may have that permission (chmod go-w)";
            }
            // A pipe, as shells make them, lies in no directory.
            return Files.isRegularFile(file) ? refusalOfDirectory(file) : null;
        } catch (UnsupportedOperationException e) {
            // Not silently: the warning says so.
            return null;
        }
    }

    private static @Nullable String refusalOfDirectory(Path file) throws IOException {
        Path directory = Objects.requireNonNull(file.toRealPath().getParent(), "a file lies in a directory");
        int mode = mode(directory);
        return (mode & WRITABLE_BY_GROUP_OR_OTHERS) != 0 && (mode & STICKY) == 0
                ? file + " can be replaced by others; only its owner may write the directory " + directory
                        + " (chmod go-w)"
                : null;
    }

    /**
     * Says what to improve about a file that is acceptable.
     *
     * @return words that follow the option's name; null when there is nothing to improve
     * @throws IOException when there is no such file
     */
    static @Nullable String warning(Path file) throws IOException {
        try {
            return (mode(file) & READABLE_BY_OTHERS) == 0
                    ? null
                    : file + " can be read by others; it holds secrets (chmod o-r)";
        } catch (UnsupportedOperationException e) {
            return file + " is on a file system without permissions, so that others may read or change it";
        }
    }

    private static int mode(Path path) throws IOException {
        return (int) Files.getAttribute(path, MODE);
    }
}
