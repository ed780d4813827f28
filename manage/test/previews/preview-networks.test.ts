import { BlockList } from 'node:net'
import { expect, test } from 'vitest'
import { type Ipv4Range, parseRange } from '../../src/core/addresses.ts'
import { freeSubnets } from '../../src/previews/preview-networks.ts'

const range = (text: string) => parseRange(text) as Ipv4Range
/** Node's own understanding of a block. */
const block = (text: string) => {
  const [address = '', prefix] = text.split('/')
  const list = new BlockList()
  list.addSubnet(address, Number(prefix), 'ipv4')
  return list
}
const addressOf = (subnet: string) => subnet.split('/')[0] ?? ''
const first = (subnets: Generator<string>) => subnets.next().value ?? ''

test('the networks of sixty previews fit beside each other in a /18, each in it and of 32 addresses', () => {
  const all = range('10.213.64.0/18')
  const taken: string[] = []
  for (let n = 0; n < 180; n++) taken.push(first(freeSubnets(all, `network-${n}`, taken.map(range))))
  expect(taken.every((subnet) => block('10.213.64.0/18').check(addressOf(subnet)))).toBe(true)
  expect(taken.every((subnet) => subnet.endsWith('/27'))).toBe(true)
  const blocks = taken.map(block)
  const shared = taken.filter((subnet) => blocks.filter((other) => other.check(addressOf(subnet))).length > 1)
  expect(shared).toEqual([])
})

test.each([
  ['a part of it', '10.213.7.64/28', '10.213.7.64'],
  ['all around it', '10.0.0.0/8', '10.213.0.0'],
  ['one address', '10.213.7.77/32', '10.213.7.64'],
])('what somebody has %s of is left alone', (_, others, address) => {
  const subnets = [...freeSubnets(range('10.213.0.0/20'), 'any', [range(others)])]
  expect(subnets).not.toContain(`${address}/27`)
  expect(subnets.filter((subnet) => block(others).check(addressOf(subnet)))).toEqual([])
})

test('a name begins at the same place each time, and others elsewhere', () => {
  const of = (name: string) => first(freeSubnets(range('10.213.0.0/16'), name, []))
  expect(of('a_front')).toBe(of('a_front'))
  expect(new Set(['a_front', 'a_internal', 'b_front', 'b_internal'].map(of)).size).toBe(4)
})

test('all of a range is tried, each part once', () => {
  const subnets = [...freeSubnets(range('192.168.5.0/24'), 'any', [])]
  expect(subnets.toSorted()).toEqual(
    [0, 32, 64, 96, 128, 160, 192, 224].map((last) => `192.168.5.${last}/27`).toSorted(),
  )
})
