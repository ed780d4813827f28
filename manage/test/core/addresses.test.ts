import { expect, test } from 'vitest'
import {
  parseBind,
  parseImage,
  parseOrigin,
  parsePort,
  parseRange,
  parseRegistry,
} from '../../src/core/addresses.ts'

test.each([
  ['80', 80],
  ['1', 1],
  ['65535', 65_535],
  ['0', undefined],
  ['65536', undefined],
  ['eighty', undefined],
  ['80.5', undefined],
  ['+80', undefined],
  ['', undefined],
])('port %j is %s', (text, port) => expect(parsePort(text)).toBe(port))

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['0.0.0.0', '0.0.0.0'],
  ['::', '[::]'],
  ['[::1]', '[::1]'],
  ['localhost', undefined],
  ['1.2.3', undefined],
])('address %j is %s', (text, bind) => expect(parseBind(text)).toBe(bind))

// As `docker tag` takes and refuses them.
test.each([
  'postgres',
  'postgres:17',
  'library/postgres:17.1-alpine',
  'localhost:5000/a/b__c:x',
  'r.example/p@sha256:'.concat('a'.repeat(64)),
])('%s names an image', (text) => expect(parseImage(text)).toBe(text))
test.each([
  '',
  'Postgres',
  'a b',
  'postgres:',
  ':17',
  'a//b',
  'a/',
  'https://r.example/a',
  'a:b:c',
  'a@sha256:1',
])('%j names none', (text) => expect(parseImage(text)).toBeUndefined())

test.each([
  ['r.example/p', 'r.example/p'],
  ['r.example/p/', 'r.example/p'],
  ['r.example/p//', 'r.example/p'],
  ['localhost:5000', 'localhost:5000'],
  ['localhost:5000/team/parlance', 'localhost:5000/team/parlance'],
  ['https://r.example/p', undefined],
  ['r.example//p', undefined],
  ['r.example/P', undefined],
  ['r.example/p:tag', undefined],
  ['/', undefined],
  ['', undefined],
])('registry %j is %s', (text, registry) => expect(parseRegistry(text)).toBe(registry))

test.each([
  [
    'https://example.org',
    { origin: 'https://example.org', secure: true, hostname: 'example.org', port: 443 },
  ],
  [
    'https://example.org/',
    { origin: 'https://example.org', secure: true, hostname: 'example.org', port: 443 },
  ],
  [
    'HTTPS://Example.ORG:443',
    { origin: 'https://example.org', secure: true, hostname: 'example.org', port: 443 },
  ],
  [
    'http://localhost:8080',
    { origin: 'http://localhost:8080', secure: false, hostname: 'localhost', port: 8080 },
  ],
  [
    'https://example.org:8443',
    { origin: 'https://example.org:8443', secure: true, hostname: 'example.org', port: 8443 },
  ],
  ['https://example.org/path', undefined],
  ['https://user:pass@example.org', undefined],
  ['ftp://example.org', undefined],
  ['example.org', undefined],
])('origin %s', (text, origin) => expect(parseOrigin(text)).toEqual(origin))

test.each([
  ['10.213.0.0/16', ['10.213.0.0/16', 65_536]],
  ['192.168.1.77/24', ['192.168.1.0/24', 256]],
  ['255.255.255.255/32', ['255.255.255.255/32', 1]],
  ['0.0.0.0/0', ['0.0.0.0/0', 4_294_967_296]],
  ['10.0.0.0', undefined],
  ['10.0.0.0/33', undefined],
  ['10.0.0/8', undefined],
  ['fe80::/64', undefined],
  ['', undefined],
])('range %j', (text, wanted) => {
  const range = parseRange(text)
  expect(range && [range.text, range.last - range.first + 1]).toEqual(wanted)
})
