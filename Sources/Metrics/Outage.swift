/// A time in which sessions were without the connection that they had lost: from the first loss until all that tried
/// were back.
package struct Outage: Sendable, Equatable, Codable {
    /// Of the first loss, in seconds since the run's start, to three decimals.
    package var startSeconds: Double
    /// Losses; a session that lost its connection twice counts twice.
    package var lost: Int
    /// Of those, sessions that came back.
    package var back: Int
    /// From the first loss until half as many were back as were lost in all, in seconds; nil where that never was.
    package var halfBackSeconds: Double?
    /// Likewise, 99 %.
    package var mostBackSeconds: Double?
    /// Likewise, all.
    package var allBackSeconds: Double?

    enum CodingKeys: String, CodingKey {
        case startSeconds = "start_s"
        case lost, back
        case halfBackSeconds = "back_50_s"
        case mostBackSeconds = "back_99_s"
        case allBackSeconds = "back_all_s"
    }

    /// Seconds are kept to three decimals.
    package init(
        startSeconds: Double, lost: Int, back: Int, halfBackSeconds: Double?, mostBackSeconds: Double?,
        allBackSeconds: Double?
    ) {
        self.startSeconds = startSeconds.toThousandths
        self.lost = lost
        self.back = back
        self.halfBackSeconds = halfBackSeconds?.toThousandths
        self.mostBackSeconds = mostBackSeconds?.toThousandths
        self.allBackSeconds = allBackSeconds?.toThousandths
    }
}
