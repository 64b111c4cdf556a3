// @kafkajs/confluent-schema-registry, unchanged, against the server whose address is the argument.
// Prints what it saw as one line of JSON.
const assert = require('node:assert/strict')
const { SchemaRegistry, SchemaType, readAVSC } = require('@kafkajs/confluent-schema-registry')

const record = fields => JSON.stringify({ type: 'record', name: 'Order', namespace: 'shop', fields })
const first = record([{ name: 'id', type: 'long' }])
const second = record([{ name: 'id', type: 'long' }, { name: 'note', type: 'string', default: '' }])
const retyped = record([{ name: 'id', type: 'string' }])
const schema = text => ({ type: SchemaType.AVRO, schema: text })

async function main(host) {
  assert.equal(typeof readAVSC, 'function')
  const registry = new SchemaRegistry({ host })
  const subject = 'kafkajs-value'

  const one = await registry.register(schema(first), { subject })
  const again = await registry.register(schema(first), { subject })
  const two = await registry.register(schema(second), { subject })
  assert.deepEqual(again.id, one.id)
  assert.notEqual(two.id, one.id)

  const fresh = new SchemaRegistry({ host })
  assert.equal(await fresh.getLatestSchemaId(subject), two.id)
  assert.equal(await fresh.getRegistryId(subject, 1), one.id)
  assert.equal(await fresh.getRegistryIdBySchema(subject, schema(second)), two.id)
  assert.equal((await fresh.getSchema(one.id)).fields.length, 1)

  const old = await registry.encode(one.id, { id: 7 })
  const written = await registry.encode(two.id, { id: 8, note: 'hi' })
  assert.equal((await fresh.decode(old)).id, 7)
  assert.equal((await fresh.decode(written)).note, 'hi')
  const upgraded = await fresh.decode(old, { [SchemaType.AVRO]: { readerSchema: JSON.parse(second) } })
  assert.equal(upgraded.note, '')

  const asked = text => registry.api.Subject.compatible({ subject, body: { schema: text } })
  assert.equal((await asked(second)).data().is_compatible, true)
  assert.equal((await asked(retyped)).data().is_compatible, false)

  const refused = await registry.register(schema(retyped), { subject }).catch(error => error)
  assert.ok(refused instanceof Error, 'the incompatible schema was registered')
  // What the client has just read is the body with the reasons as data.
  const answer = await fetch(`${host}/subjects/${subject}/versions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify({ schema: retyped }),
  })
  assert.equal(answer.status, 409)
  const { message, details } = await answer.json()
  assert.ok(refused.message.includes(message), refused.message)
  assert.deepEqual(details.map(detail => [detail.rule, detail.path]), [['TYPE_MISMATCH', '/fields/0/type']])
  const missing = await fresh.getRegistryIdBySchema(subject, schema(retyped)).catch(error => error)
  assert.ok(missing instanceof Error)
  await assert.rejects(fresh.getLatestSchemaId('nobody'))

  const part = JSON.stringify({ type: 'record', name: 'Part', namespace: 'shop', fields: [{ name: 'n', type: 'int' }] })
  await registry.register(schema(part), { subject: 'kafkajs-part' })
  const whole = await registry.register(
    {
      type: SchemaType.AVRO,
      schema: record([{ name: 'part', type: 'Part' }]),
      references: [{ name: 'shop.Part', subject: 'kafkajs-part', version: 1 }],
    },
    { subject: 'kafkajs-whole' }
  )
  const nested = await new SchemaRegistry({ host }).decode(await registry.encode(whole.id, { part: { n: 5 } }))
  assert.equal(nested.part.n, 5)

  console.log(JSON.stringify({ status: refused.status, message: refused.message, missing: missing.message }))
}

main(process.argv[2]).catch(error => {
  console.error(error)
  process.exit(1)
})
