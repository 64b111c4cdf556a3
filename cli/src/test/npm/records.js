// Reads and writes the records of a file of JSON lines with one of the clients from npm, unchanged:
//   node records.js CLIENT REGISTRY TOPIC FILE
// Each line is {hex, data}: the bytes that another client wrote, and the record; bytes inside it are {"$hex": "…"}.
// Fails unless the bytes decode to the record and the record encodes to the bytes. Prints how many lines that were.
const assert = require('node:assert/strict')
const fs = require('node:fs')

function kafkajs(url) {
  const { SchemaRegistry } = require('@kafkajs/confluent-schema-registry')
  const registry = new SchemaRegistry({ host: url })
  return {
    read: bytes => registry.decode(bytes),
    write: (record, id) => registry.encode(id, record),
  }
}

function confluentinc(url, topic) {
  const { SchemaRegistryClient, AvroSerializer, AvroDeserializer, SerdeType } = require('@confluentinc/schemaregistry')
  const client = () => new SchemaRegistryClient({ baseURLs: [url], maxRetries: 0 })
  const writer = new AvroSerializer(client(), SerdeType.VALUE, { useLatestVersion: true })
  const reader = new AvroDeserializer(client(), SerdeType.VALUE, {})
  return {
    read: bytes => reader.deserialize(topic, bytes),
    write: record => writer.serialize(topic, record),
  }
}

const fromHex = (_, value) => (value && value.$hex !== undefined ? Buffer.from(value.$hex, 'hex') : value)

function toHex(value) {
  if (Buffer.isBuffer(value)) {
    return { $hex: value.toString('hex') }
  }
  if (Array.isArray(value)) {
    return value.map(toHex)
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toHex(inner)]))
  }
  return value
}

async function main(name, url, topic, file) {
  const client = { kafkajs, confluentinc }[name](url, topic)
  const lines = fs.readFileSync(file, 'utf8').trim().split('\n')
  for (const line of lines) {
    const { hex, data } = JSON.parse(line)
    const bytes = Buffer.from(hex, 'hex')
    assert.deepEqual(toHex(await client.read(bytes)), data)
    const record = JSON.parse(JSON.stringify(data), fromHex)
    assert.equal((await client.write(record, bytes.readInt32BE(1))).toString('hex'), hex)
  }
  console.log(lines.length)
}

main(...process.argv.slice(2)).catch(error => {
  console.error(error)
  process.exit(1)
})
