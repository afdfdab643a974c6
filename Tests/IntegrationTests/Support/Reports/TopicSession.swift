/// What `Peers/pubsub_server.py` saw of a session.
struct TopicSession: Decodable, Sendable {
    /// Those that it was subscribed to when it ended.
    var topics: [String]
    var code: Int?
    /// Messages that it published, and how often these were sent to subscribers.
    var published: Int
    var deliveries: Int
    var malformed: Int
}
