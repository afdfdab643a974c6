/// Where a result folder's files go; the seam at which tests make a disk fail.
protocol FileStore {
    /// Makes a folder with all that are missing above it.
    ///
    /// - Returns: false where it stood there already.
    func makeFolder(_ path: String) throws(FileFailure) -> Bool
    func exists(_ path: String) -> Bool
    /// Writes a whole file: what stood there before stays until all of the new content is written.
    func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure)
    /// Adds to a file that is there: all of the bytes, or none.
    func append(_ bytes: [UInt8], to path: String) throws(FileFailure)
}
