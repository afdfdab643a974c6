import Glibc

/// Files on the disk, by the system's own calls.
struct DiskStore: FileStore {
    func makeFolder(_ path: String) throws(FileFailure) -> Bool {
        if unsafe mkdir(path, 0o777) == 0 { return true }
        let code = errno
        switch code {
        case EEXIST:
            var status = stat()
            guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
                throw failure("create folder", path, ENOTDIR)
            }
            return false
        case ENOENT:
            guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
                throw failure("create folder", path, code)
            }
            _ = try makeFolder(String(path[..<slash]))
            guard unsafe mkdir(path, 0o777) == 0 else { throw failure("create folder", path, errno) }
            return true
        default: throw failure("create folder", path, code)
        }
    }

    func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
        let temporary = path + ".part"
        do throws(FileFailure) {
            let file = try open(temporary, O_WRONLY | O_CREAT | O_TRUNC)
            let problem = write(bytes, to: file)
            close(file)
            if let problem { throw failure("write", path, problem) }
            guard unsafe rename(temporary, path) == 0 else { throw failure("write", path, errno) }
        } catch {
            _ = unsafe unlink(temporary)
            throw error
        }
    }

    func append(_ bytes: [UInt8], to path: String) throws(FileFailure) {
        let file = try open(path, O_WRONLY | O_APPEND)
        defer { close(file) }
        let size = lseek(file, 0, SEEK_END)
        guard let problem = write(bytes, to: file) else { return }
        // Half a row would spoil the file for its readers.
        if size >= 0 { ftruncate(file, size) }
        throw failure("write", path, problem)
    }

    private func open(_ path: String, _ flags: Int32) throws(FileFailure) -> Int32 {
        let file = unsafe Glibc.open(path, flags | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw failure("open", path, errno) }
        return file
    }

    /// The error number, or nil when all is written.
    private func write(_ bytes: [UInt8], to file: Int32) -> Int32? {
        unsafe bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = unsafe Glibc.write(file, buffer.baseAddress! + done, buffer.count - done)
                if count < 0, errno != EINTR { return errno }
                done += max(count, 0)
            }
            return nil
        }
    }

    private func failure(_ operation: String, _ path: String, _ code: Int32) -> FileFailure {
        FileFailure(
            operation: operation, path: path, code: code, reason: unsafe String(cString: strerror(code)))
    }
}
