package org.volumetransfers.bootstrap.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Checks the permissions of files that hold secrets: users who can change or replace such a file grant themselves access. */
public final class SecretFile {

    private static final String UNIX = "unix";

    private static final int WRITABLE_BY_GROUP_OR_OTHERS = 0022;
    private static final int READABLE_BY_OTHERS = 0004;
    /** In such a directory, only the owner of a file may replace it. */
    private static final int STICKY = 01000;

    private SecretFile() {}

    /** Tells why a file must not be used; null if it may be. */
    public static @Nullable String refusal(Path file) throws IOException {
        if ((mode(file) & WRITABLE_BY_GROUP_OR_OTHERS) != 0) {
            return file + " is writable by other users; only its owner may have that permission (chmod go-w)";
        }
        // A pipe, as shells create them, is in no directory.
        Path directory = Files.isRegularFile(file) ? file.toRealPath().getParent() : null;
        int mode = directory == null ? 0 : mode(directory);
        return (mode & WRITABLE_BY_GROUP_OR_OTHERS) != 0 && (mode & STICKY) == 0
                ? file + " can be replaced by other users; only its owner may write to the directory " + directory
                        + " (chmod go-w)"
                : null;
    }

    /** Tells what should be improved about an acceptable file; null if nothing. */
    public static @Nullable String warning(Path file) throws IOException {
        if (!hasMode(file)) {
            return file + " is on a file system without permissions; other users may be able to read or change it";
        }
        return (mode(file) & READABLE_BY_OTHERS) == 0
                ? null
                : file + " holds secrets and is readable by other users (chmod o-r)";
    }

    private static boolean hasMode(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains(UNIX);
    }

    private static int mode(Path path) throws IOException {
        return hasMode(path) ? (int) Files.getAttribute(path, UNIX + ":mode") : 0;
    }
}
