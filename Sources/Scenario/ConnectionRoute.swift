/// Key `connection.connectTo`: where connections go, in place of the URL's host and port.
package enum ConnectionTarget: Sendable, Equatable {
    /// `"10.0.0.1:9001"`; an IPv6 address without its brackets.
    case host(String, port: UInt16)
    /// `{"unix": "/run/server.sock"}`.
    case unix(path: String)
}

/// Key `connection.proxy`: an HTTP proxy that is asked for a tunnel (`CONNECT`).
package struct ProxyOptions: Sendable, Equatable {
    /// Of its URL; an IPv6 address without its brackets.
    package var host: String
    /// Of its URL; default 80.
    package var port: UInt16
    /// Keys `user` and `password`; nil: it asks for none.
    package var credentials: Credentials?

    /// A user with a password.
    package struct Credentials: Sendable, Equatable {
        /// Without a colon.
        package var user: String
        /// Any text.
        package var password: String
    }
}

/// Key `connection.dns`: what is done with a name's addresses.
package struct DNSOptions: Sendable, Equatable {
    /// Key `select`.
    package enum Selection: String, Sendable, CaseIterable {
        /// The first that answers, as long as it does.
        case first
        /// All in turn.
        case roundRobin
    }

    /// Key `policy`, in k6's words.
    package enum Policy: String, Sendable, CaseIterable {
        case any, preferIPv4, preferIPv6, onlyIPv4, onlyIPv6
    }

    /// Default first.
    package var selection = Selection.first
    /// Default any.
    package var policy = Policy.any
    /// Key `ttl`: how long an answer holds; nil: for the whole run.
    package var lifetime: Duration?
}
