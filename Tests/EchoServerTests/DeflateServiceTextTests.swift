import Testing
import WebSocketDeflate
import WebSocketTransport

@testable import EchoServer

/// What the command line says of compression.
struct DeflateServiceTextTests {
    @Test func anEmptyTextMeansTheDefaults() throws {
        #expect(try DeflateService(text: "", isRequired: false) == DeflateService())
        #expect(try DeflateService(text: "", isRequired: true).isRequired)
    }

    @Test func everyParameterIsTaken() throws {
        let service = try DeflateService(
            text: """
                server_no_context_takeover; client_no_context_takeover; server_max_window_bits=9; \
                client_max_window_bits=8; level=1; mem_level=9; strategy=rle; threshold=100
                """, isRequired: false)
        #expect(service.acceptance.serverNoContextTakeover && service.acceptance.clientNoContextTakeover)
        #expect(service.acceptance.serverMaxWindowBits == 9)
        #expect(service.acceptance.clientMaxWindowBits == 8)
        #expect(service.settings == DeflateSettings(level: 1, memoryLevel: 9, strategy: .rle, threshold: 100))
    }

    @Test(arguments: [
        ("level=10", "level"), ("level", "level"), ("mem_level=0", "mem_level"), ("strategy=best", "strategy"),
        ("unheard_of", "unheard_of"), ("server_max_window_bits=8", "server_max_window_bits"),
        ("client_no_context_takeover=1", "client_no_context_takeover"), ("level=1, level=2", "list of parameters"),
        ("threshold=-1", "threshold"), ("=", "list of parameters"),
    ])
    func faultsNameWhatIsWrong(_ text: String, _ says: String) {
        let fault = #expect(throws: CompressionTextFault.self) {
            try DeflateService(text: text, isRequired: false)
        }
        #expect(fault?.description.contains(says) == true)
    }
}
