extension MaskKey {
    /// Masks or unmasks `range` of `bytes` in place (RFC 6455, section 5.3).
    ///
    /// - Parameters:
    ///   - bytes: that hold the payload or a part of it.
    ///   - range: what is to be changed, in bytes.
    ///   - offset: how many bytes of the payload lie before `range`.
    package func apply(to bytes: inout MutableRawSpan, in range: Range<Int>, offset: Int = 0) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.byteCount)
        let key = rotated(by: offset)
        unsafe bytes.withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            unsafe key.mask(base + range.lowerBound, count: range.count)
        }
    }

    /// The loop in place. Eight bytes a turn is a shape that the compiler turns into vectors.
    @inline(__always)
    private func mask(_ start: UnsafeMutableRawPointer, count: Int) {
        let wide = doubled
        var done = 0
        while done &+ 8 <= count {
            let word = unsafe start.loadUnaligned(fromByteOffset: done, as: UInt64.self)
            unsafe start.storeBytes(of: word ^ wide, toByteOffset: done, as: UInt64.self)
            done &+= 8
        }
        unsafe finish(from: start, to: start, done: done, count: count)
    }

    /// Copies `count` bytes and masks them on the way; the two places must not overlap.
    ///
    /// - Parameters:
    ///   - source: the payload, untouched.
    ///   - destination: room for `count` bytes.
    ///   - count: in bytes.
    @inline(__always)
    func copy(from source: UnsafeRawPointer, to destination: UnsafeMutableRawPointer, count: Int) {
        let wide = doubled
        var done = 0
        while done &+ 8 <= count {
            let word = unsafe source.loadUnaligned(fromByteOffset: done, as: UInt64.self)
            unsafe destination.storeBytes(of: word ^ wide, toByteOffset: done, as: UInt64.self)
            done &+= 8
        }
        unsafe finish(from: source, to: destination, done: done, count: count)
    }

    /// The last bytes, fewer than eight; `done` is a multiple of four, so that the key begins anew.
    @inline(__always)
    private func finish(from source: UnsafeRawPointer, to destination: UnsafeMutableRawPointer, done: Int, count: Int) {
        var done = done
        if done &+ 4 <= count {
            let word = unsafe source.loadUnaligned(fromByteOffset: done, as: UInt32.self)
            unsafe destination.storeBytes(of: word ^ rawValue.littleEndian, toByteOffset: done, as: UInt32.self)
            done &+= 4
        }
        var key = rawValue
        while done < count {
            let byte = unsafe source.load(fromByteOffset: done, as: UInt8.self)
            unsafe destination.storeBytes(
                of: byte ^ UInt8(truncatingIfNeeded: key), toByteOffset: done, as: UInt8.self)
            key &>>= 8
            done &+= 1
        }
    }

    private var doubled: UInt64 { (UInt64(rawValue) << 32 | UInt64(rawValue)).littleEndian }
}
