import { Spec, Validation } from '@cyclonedx/cyclonedx-library'
import { describe, expect, test } from 'vitest'
import { type BillOfMaterials, imageBill, parseInventory } from '../../src/images/bill-of-materials.ts'

/** As `pnpm sbom` writes it, with one dependency. */
const code: BillOfMaterials = {
  $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: 'urn:uuid:0b4f3a52-6a4b-4f0e-9d6e-6a2f4b0c1d2e',
  version: 1,
  metadata: {
    timestamp: '2026-11-29T15:18:11.086Z',
    lifecycles: [{ phase: 'pre-build' }],
    tools: { components: [{ type: 'application', name: 'pnpm', version: '12.21.0' }] },
    component: {
      type: 'application',
      name: 'keeper',
      version: '0.1.0',
      purl: 'pkg:npm/%40parlance/keeper@0.1.0',
      'bom-ref': 'pkg:npm/%40parlance/keeper@0.1.0',
      group: '@parlance',
    },
  },
  components: [
    {
      type: 'library',
      name: 'pg',
      version: '8.23.1',
      purl: 'pkg:npm/pg@8.23.1',
      'bom-ref': 'pkg:npm/pg@8.23.1',
    },
  ],
  dependencies: [{ ref: 'pkg:npm/%40parlance/keeper@0.1.0', dependsOn: ['pkg:npm/pg@8.23.1'] }],
}
const said =
  'system debian-13\nnode v24.21.0\npackage libc6 2.41-12 amd64 glibc\npackage libstdc++6 14.2.0-19 amd64 gcc-14\n'
const id = `sha256:${'ab'.repeat(32)}`
const facts = {
  ...{ id, tags: [], digests: [], bytes: 1, layers: [], user: 'node', created: '' },
  labels: {
    'org.opencontainers.image.revision': '3c41ebf',
    'org.opencontainers.image.created': '2026-11-29T12:00:00Z',
    'org.opencontainers.image.source': '',
  },
}
const bill = imageBill(code, {
  image: 'parlance/keeper:0123456789ab',
  facts,
  base: 'node:24-trixie-slim',
  inventory: parseInventory(said),
})

describe('the bill of an image', () => {
  test("is what CycloneDX's own schema allows", async () => {
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6)
    expect(await validator.validate(JSON.stringify(bill))).toBeNull()
    // It can say no.
    expect(await validator.validate(JSON.stringify({ ...bill, components: [{ name: 'x' }] }))).not.toBeNull()
  })

  test('has our own code and what it depends on, Node, and every package of Debian', () => {
    expect(bill.components.map(({ name, version }) => `${name} ${version}`)).toEqual([
      'keeper 0.1.0',
      'debian 13',
      'node 24.21.0',
      'libc6 2.41-12',
      'libstdc++6 14.2.0-19',
      'pg 8.23.1',
    ])
    // https://github.com/package-url/purl-spec: a plus is percent-encoded.
    expect(bill.components[4]?.purl).toBe(
      'pkg:deb/debian/libstdc%2B%2B6@14.2.0-19?arch=amd64&distro=debian-13',
    )
  })

  test('says which image it is of, and where that comes from', () => {
    expect(bill.metadata.component).toMatchObject({
      type: 'container',
      name: 'parlance/keeper',
      version: '0123456789ab',
      hashes: [{ alg: 'SHA-256', content: 'ab'.repeat(32) }],
      properties: [
        { name: 'dev.parlance.image.id', value: id },
        { name: 'dev.parlance.image.base', value: 'node:24-trixie-slim' },
        { name: 'dev.parlance.image.created', value: '2026-11-29T12:00:00Z' },
        { name: 'dev.parlance.source.revision', value: '3c41ebf' },
      ],
    })
  })

  test.each(['', 'sh: dpkg-query: not found', 'system debian-13\nnode v24.0.0\n'])(
    'an image that says "%s" is not taken for empty',
    (text) => {
      expect(() => parseInventory(text)).toThrow('does not say what it is made of')
    },
  )
})
