extension ScenarioKeys {
    static let tls = KeyTable(
        "tls",
        [
            .optional(
                "minVersion", .choice(TLSPlan.Version.allCases.map(\.rawValue)), default: #""1.2""#,
                "The lowest version of TLS that is offered.", otherNames: ["min", "minimumVersion"]),
            .optional(
                "maxVersion", .choice(TLSPlan.Version.allCases.map(\.rawValue)), default: #""1.3""#,
                "The highest version of TLS that is offered.", otherNames: ["max", "version", "maximumVersion"]),
            .optional(
                "cipherSuites", .custom("a list of names, such as [\"TLS_AES_128_GCM_SHA256\"]"),
                default: "OpenSSL's own choice",
                "Cipher suites that are offered, the best first, by their names of IANA or OpenSSL.",
                otherNames: ["ciphers", "cipherSuite", "tlsCipherSuites"]),
            .optional(
                "serverName", .string, default: "the host of the URL",
                "The name that the server is asked for (SNI) and that its certificate must have.",
                otherNames: ["sni", "hostname"]),
            .optional(
                "alpn", .custom("a list of strings, such as [\"http/1.1\"]"), default: "none",
                "Protocols that are offered by ALPN, the best first.", otherNames: ["alpnProtocols", "protocols"]),
            .optional(
                "ca", .string, default: "the system's authorities",
                "File with the certificates of the authorities that are trusted, or with that of the server itself (PEM).",
                otherNames: ["caFile", "cacert", "rootCAs", "authorities"]),
            .optional(
                "insecureSkipTlsVerify", .boolean, default: "false",
                "Takes whatever certificate the server shows, which the summary then says.",
                otherNames: ["insecure", "skipVerify", "rejectUnauthorized"]),
            .optional(
                "cert", .string, default: "none", "File with the client's own certificate (PEM).",
                otherNames: ["certificate", "clientCert", "certFile"]),
            .optional(
                "key", .string, default: "none", "File with the key of \"cert\" (PEM).",
                otherNames: ["privateKey", "clientKey", "keyFile"]),
            .optional(
                "keyPassword", .string, default: "none",
                "The password of \"key\", as a rule \"{{env.NAME}}\"; never written to a result.",
                otherNames: ["password", "passphrase"]),
            .optional(
                "resumption", .boolean, default: "true",
                "Whether a session resumes the TLS of an earlier one where the server allows it.",
                otherNames: ["resume", "sessionResumption", "sessionTickets"]),
            .optional(
                "ktls", .choice(TLSPlan.Kernel.allCases.map(\.rawValue)), default: #""off""#,
                "Whether the kernel encrypts: never, in any case, or where it can.", otherNames: ["kernelTls"]),
            .optional(
                "keyLog", .string, default: "none",
                "File to which the secrets of all connections are appended, for Wireshark.",
                otherNames: ["sslKeyLog", "keyLogFile", "sslKeyLogFile"]),
        ])
}
