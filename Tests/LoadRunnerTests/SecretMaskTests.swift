import Testing

@testable import LoadRunner

struct SecretMaskTests {
    @Test func whatAServerSaysBackIsMasked() {
        let mask = SecretMask(["abcd", "abcdef", "x"])
        #expect(mask.masked("got abcdef and abcd, x") == "got *** and ***, x")
    }

    @Test func aSecretThatIsCutOffAtTheEndIsFound() {
        let mask = SecretMask(["secret-token"])
        #expect(mask.masked("body: secret-t") == "body: ***")
        #expect(mask.masked("begins with \"secret-to\"") == "begins with \"***\"")
        #expect(mask.masked("body: sec") == "body: sec")
    }

    @Test func credentialsAreTakenOutOfAHeader() {
        let lines = Array("A: open\r\nAuthorization: Basic QUJD\r\nCookie: a=1234; b=5678\r\n".utf8)
        let secrets = SecretMask.secrets(ofLines: lines)
        for secret in ["Basic QUJD", "QUJD", "1234", "5678"] { #expect(secrets.contains(secret), "\(secret)") }
        #expect(!secrets.contains("open"))
    }
}
