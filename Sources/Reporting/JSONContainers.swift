/// The fields of an object. What is no number or text goes through the generic `encode`, which `JSONTreeEncoder.take`
/// sorts out by casts, each of which costs more than a number's text.
struct JSONKeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: JSONTreeEncoder
    let codingPath: [any CodingKey] = []

    func encodeNil(forKey key: Key) { encoder.child(key: key.stringValue).takeNil() }
    func encode(_ value: Int, forKey key: Key) { encoder.child(key: key.stringValue).take(whole: value) }
    func encode(_ value: UInt64, forKey key: Key) { encoder.child(key: key.stringValue).take(whole: value) }
    func encode(_ value: Double, forKey key: Key) { encoder.child(key: key.stringValue).take(number: value) }
    func encode(_ value: String, forKey key: Key) { encoder.child(key: key.stringValue).take(text: value) }
    func encode(_ value: some Encodable, forKey key: Key) throws { try encoder.child(key: key.stringValue).take(value) }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        encoder.child(key: key.stringValue).container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        encoder.child(key: key.stringValue).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoder.child(key: "super") }
    func superEncoder(forKey key: Key) -> any Encoder { encoder.child(key: key.stringValue) }
}

/// The elements of an array.
struct JSONUnkeyedContainer: UnkeyedEncodingContainer {
    let encoder: JSONTreeEncoder
    let codingPath: [any CodingKey] = []
    var count: Int { encoder.elementCount }

    func encodeNil() { encoder.child().takeNil() }
    func encode(_ value: some Encodable) throws { try encoder.child().take(value) }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        encoder.child().container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { encoder.child().unkeyedContainer() }
    func superEncoder() -> any Encoder { encoder.child() }
}

/// A value that stands alone.
struct JSONSingleContainer: SingleValueEncodingContainer {
    let encoder: JSONTreeEncoder
    let codingPath: [any CodingKey] = []

    func encodeNil() { encoder.takeNil() }
    func encode(_ value: some Encodable) throws { try encoder.take(value) }
}
