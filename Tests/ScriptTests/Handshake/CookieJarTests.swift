import Testing

@testable import Script

struct CookieJarTests {
    private func cookies(_ headers: String...) -> [String] {
        var jar = CookieJar()
        for header in headers { jar.take(header) }
        return jar.cookies.map { "\($0.name)=\($0.value)" }
    }

    @Test("name and value count, and the latest of a name")
    func names() {
        #expect(cookies("a=1; Path=/; HttpOnly", " b = x=y ;Secure") == ["a=1", "b=x=y"])
        #expect(cookies("a=1", "b=2", "a=3") == ["b=2", "a=3"])
        #expect(cookies("nothing", "=1", "") == [])
    }

    @Test("a cookie that is to end at once is forgotten")
    func ends() {
        #expect(cookies("a=1", "a=; Max-Age=0") == [])
        #expect(cookies("a=1; max-age=-5") == [])
        #expect(cookies("a=1; Max-Age=60") == ["a=1"])
    }
}
