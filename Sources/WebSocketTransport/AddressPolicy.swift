import NetworkIO

/// Which of a name's addresses connects go to, and for how long they are known.
package struct AddressPolicy: Sendable, Equatable {
    /// Of which family they may be.
    package enum Family: Sendable {
        /// As the system's resolver gives them.
        case any
        case preferIPv4, preferIPv6, onlyIPv4, onlyIPv6
    }

    /// Connects go to all addresses in turn; default false: to the first that answers, as long as it does.
    package var takesTurns = false
    /// Default any.
    package var family = Family.any
    /// How long an answer holds; nil, the default: for ever.
    package var lifetime: Duration?
    /// Whether connects that came during a lookup begin as far apart as they came, each as if it had asked by itself;
    /// default true, which keeps the rate of a load. False begins them as soon as the answer is there.
    package var keepsPace = true
    /// Whether a name that did not resolve fails all connects of the next second; default true, which spares the resolver.
    /// False asks again for each connect that comes behind the answer.
    package var remembersFailures = true

    package init() {}

    /// The addresses that may be used, in the order in which they are tried.
    func chosen(from addresses: [SocketAddress]) -> [SocketAddress] {
        switch family {
        case .any: addresses
        case .preferIPv4: addresses.filter { !$0.isIPv6 } + addresses.filter(\.isIPv6)
        case .preferIPv6: addresses.filter(\.isIPv6) + addresses.filter { !$0.isIPv6 }
        case .onlyIPv4: addresses.filter { !$0.isIPv6 }
        case .onlyIPv6: addresses.filter(\.isIPv6)
        }
    }
}
