package dev.lvsd.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The file of the control socket. The socket is bound in a directory that only its owner can enter, gets its
/// mode there and is then renamed to its path: at no moment can anybody connect whom the mode does not allow,
/// and a stale socket is replaced in one step.
final class SocketFile {
    /// Bytes of a path in `struct sockaddr_un` (unix(7)), less the zero at its end.
    private static final int MAX_PATH = 107;
    /// `S_IFMT` and `S_IFSOCK` (inode(7)).
    private static final int FILE_TYPE = 0170000;
    private static final int SOCKET = 0140000;

    private final Path path;
    private final Path privateDirectory;
    private @Nullable Object inode;

    private SocketFile(Path path, Path privateDirectory) {
        this.path = path;
        this.privateDirectory = privateDirectory;
    }

    /// Checks the path, makes its directory, and makes room to bind in.
    static SocketFile prepare(Path given) throws ControlException {
        Path path = given.toAbsolutePath();
        try {
            Path parent = Objects.requireNonNull(path.getParent(), "a socket has a directory");
            refuseUnlessFree(path);
            Files.createDirectories(
                    parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Path directory = Files.createTempDirectory(parent, ".");
            SocketFile file = new SocketFile(path, directory);
            int length = Math.max(bytes(file.bindPath()), bytes(path));
            if (length > MAX_PATH) {
                file.abandon();
                throw failure(path, "the path is " + (length - MAX_PATH)
                        + " bytes too long for a unix domain socket; choose a shorter one");
            }
            return file;
        } catch (AccessDeniedException e) {
            throw failure(path, "permission denied on " + e.getFile() + "; lvsd must be able to write there");
        } catch (FileAlreadyExistsException e) {
            throw failure(path, e.getFile() + " is not a directory");
        } catch (ControlException e) {
            throw e;
        } catch (IOException e) {
            throw failure(path, e.toString());
        }
    }

    private static int bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /// Where to bind.
    Path bindPath() {
        return privateDirectory.resolve("s");
    }

    /// Gives the bound socket its mode and its path.
    void publish() throws IOException {
        Files.setPosixFilePermissions(bindPath(), PosixFilePermissions.fromString("rw-rw----"));
        inode = inode(bindPath());
        Files.move(bindPath(), path, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(privateDirectory);
    }

    /// Removes what was made before [#publish()].
    void abandon() {
        deleteQuietly(bindPath());
        deleteQuietly(privateDirectory);
    }

    /// Removes the socket, unless the path is somebody else's by now.
    void remove() {
        try {
            if (Objects.equals(inode, inode(path))) {
                Files.deleteIfExists(path);
            }
        } catch (IOException _) {
            // It is gone already, or nobody can reach it: a socket without a listener harms nobody.
        }
    }

    /// Whether a path leads to a socket.
    ///
    /// @throws IOException where there is nothing, or it cannot be seen
    static boolean isSocket(Path path, LinkOption... links) throws IOException {
        return ((Integer) Files.getAttribute(path, "unix:mode", links) & FILE_TYPE) == SOCKET;
    }

    private static void refuseUnlessFree(Path path) throws IOException {
        try {
            if (!isSocket(path, LinkOption.NOFOLLOW_LINKS)) {
                throw failure(path, "the file exists and is no socket; remove it or choose another path");
            }
        } catch (NoSuchFileException _) {
            return;
        }
        if (answers(path)) {
            throw failure(path, "another process answers on it; is lvsd running already?");
        }
    }

    private static boolean answers(Path path) throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (java.net.ConnectException _) {
            return false;
        }
    }

    private static @Nullable Object inode(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException _) {
            // What cannot be deleted was not made, or stays as an empty directory that the next start ignores.
        }
    }

    private static ControlException failure(Path path, String what) {
        return new ControlException(
                ControlException.Kind.CANNOT_LISTEN, "control socket " + path + ": " + what);
    }
}
