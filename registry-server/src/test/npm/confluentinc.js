// @confluentinc/schemaregistry, unchanged, against the server whose address is the argument.
// Prints what it saw as one line of JSON.
const assert = require('node:assert/strict')
const { SchemaRegistryClient, AvroSerializer, AvroDeserializer, SerdeType } = require('@confluentinc/schemaregistry')

const record = fields => JSON.stringify({ type: 'record', name: 'Order', namespace: 'shop', fields })
const first = record([{ name: 'id', type: 'long' }])
const second = record([{ name: 'id', type: 'long' }, { name: 'note', type: 'string', default: '' }])
const retyped = record([{ name: 'id', type: 'string' }])
const schema = text => ({ schemaType: 'AVRO', schema: text })

async function main(url) {
  const connect = () => new SchemaRegistryClient({ baseURLs: [url], maxRetries: 0 })
  const client = connect()
  const subject = 'confluentinc-value'

  const one = await client.register(subject, schema(first))
  const two = await client.registerFullResponse(subject, schema(second))
  assert.equal(two.version, 2)
  assert.equal(await connect().register(subject, schema(first)), one)

  const fresh = connect()
  assert.equal((await fresh.getBySubjectAndId(subject, one)).schema, first)
  assert.equal((await fresh.getByGuid(two.guid)).schema, second)
  const latest = await fresh.getLatestSchemaMetadata(subject)
  assert.deepEqual([latest.id, latest.version, latest.schema], [two.id, 2, second])
  assert.equal((await fresh.getSchemaMetadata(subject, 1)).id, one)
  assert.equal(await fresh.getId(subject, schema(second)), two.id)
  assert.equal(await fresh.getVersion(subject, schema(first)), 1)
  assert.deepEqual(await fresh.getAllVersions(subject), [1, 2])
  assert.ok((await fresh.getAllSubjects()).includes(subject))

  assert.equal(await fresh.testSubjectCompatibility(subject, schema(second)), true)
  assert.equal(await fresh.testSubjectCompatibility(subject, schema(retyped)), false)
  assert.equal(await fresh.testCompatibility(subject, 1, schema(retyped)), false)

  const refused = await client.register(subject, schema(retyped)).catch(error => error)
  assert.ok(refused instanceof Error, 'the incompatible schema was registered')
  // What the client has just read is the body with the reasons as data.
  const answer = await fetch(`${url}/subjects/${subject}/versions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify({ schema: retyped }),
  })
  assert.equal(answer.status, 409)
  const { message, details } = await answer.json()
  assert.ok(refused.message.includes(message), refused.message)
  assert.deepEqual(details.map(detail => [detail.rule, detail.path]), [['TYPE_MISMATCH', '/fields/0/type']])
  const missing = await fresh.getSchemaMetadata(subject, 9).catch(error => error)
  assert.ok(missing instanceof Error)

  const writer = new AvroSerializer(client, SerdeType.VALUE, { useLatestVersion: true })
  const reader = new AvroDeserializer(connect(), SerdeType.VALUE, {})
  const bytes = await writer.serialize('confluentinc', { id: 8, note: 'hi' })
  assert.equal(bytes.readInt32BE(1), two.id)
  assert.equal((await reader.deserialize('confluentinc', bytes)).note, 'hi')

  assert.equal(await client.getDefaultCompatibility(), 'BACKWARD')
  assert.equal(await client.updateCompatibility(subject, 'NONE'), 'NONE')
  assert.equal(await client.getCompatibility(subject), 'NONE')
  assert.ok((await client.register(subject, schema(retyped))) > two.id)
  assert.deepEqual(await client.deleteSubjectVersion(subject, 3), 3)
  assert.deepEqual(await client.deleteSubject(subject), [1, 2])
  assert.deepEqual(await client.deleteSubject(subject, true), [1, 2, 3])

  console.log(
    JSON.stringify({ status: refused.status, code: refused.errorCode, message: refused.message, missing: missing.errorCode })
  )
}

main(process.argv[2]).catch(error => {
  console.error(error)
  process.exit(1)
})
