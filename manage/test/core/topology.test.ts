import { expect, test } from 'vitest'
import { urlHost } from '../../src/core/services/service.ts'
import {
  firstOffset,
  inspectorsOf,
  instanceSlots,
  portNames,
  portStride,
  portsOf,
  portVariable,
  serviceNames,
} from '../../src/core/topology.ts'

test('the ports are those of the design', () => {
  expect(portsOf('production', 0)).toEqual({
    frontend: 3000,
    backend: 3001,
    translation: 50051,
    scraper: 50061,
    keeper: 3004,
    video: 50071,
    postgres: 5432,
    redis: 6379,
  })
  expect(portsOf('development', 0)).toEqual({
    frontend: 3001,
    backend: 3002,
    translation: 50052,
    scraper: 50062,
    keeper: 3005,
    video: 50072,
    postgres: 5433,
    redis: 6380,
  })
})

test('no port of any instance, with the metrics beside it and the inspectors, is one of another', () => {
  const portsAt = (offset: number) => {
    const ports = portsOf('development', offset)
    const inspectors = Object.values(inspectorsOf(serviceNames, offset))
    return [...Object.values(ports), ports.translation + 7, ports.scraper + 7, ports.video + 7, ...inspectors]
  }
  const instances = Array.from({ length: instanceSlots }, (_, slot) =>
    portsAt(firstOffset + slot * portStride),
  ).flat()
  const all = [...portsAt(0), ...instances]
  expect(new Set(all).size).toBe(all.length)
  expect(Math.max(...all)).toBeLessThan(65_536)
  // What Linux gives to outgoing connections, unless it is told otherwise.
  expect(instances.filter((port) => port >= 32_768 && port <= 60_999)).toEqual([])
})

test('a port that was moved by name stays there whatever the offset', () => {
  expect(portsOf('development', 300, { backend: 4000 })).toMatchObject({ backend: 4000, frontend: 3301 })
})

test('every port has its variable', () => {
  expect(portNames.map(portVariable)).toContain('PARLANCE_POSTGRES_PORT')
})

test('an IPv6 address stands in brackets', () => {
  expect([urlHost('::1'), urlHost('127.0.0.1')]).toEqual(['[::1]', '127.0.0.1'])
})
