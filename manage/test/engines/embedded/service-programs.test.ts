import { join } from 'node:path'
import { expect, test } from 'vitest'
import { portsOf } from '../../../src/core/topology.ts'
import { lackingHere, servicePrograms } from '../../../src/engines/embedded/service-programs.ts'

const facts = {
  root: join(import.meta.dirname, '..', '..', '..', '..'),
  instance: 'default',
  host: '127.0.0.1',
  publicHost: 'localhost',
  ports: portsOf('development', 0),
  folder: '/p/.parlance/default',
  sharedFolder: '/p/.parlance',
  version: '1.2.3',
  databaseUrl: 'postgresql://parlance:pw@127.0.0.1:5433/parlance',
  jwtSecret: 'made',
  chromium: undefined,
}
const namesWith = (ffmpeg: string | undefined) =>
  servicePrograms({ ...facts, ffmpeg }, {}).map(({ name }) => name)

test('with an ffmpeg a stack of processes has the video service', () => {
  expect(namesWith('/usr/bin/ffmpeg')).toEqual(['backend', 'frontend', 'translation', 'scraper', 'video'])
  expect(lackingHere({ ffmpeg: '/usr/bin/ffmpeg' })).toEqual([])
})

test('what is to be left out is not among them', () => {
  const programs = servicePrograms({ ...facts, ffmpeg: undefined }, {}, {}, ['frontend'])
  expect(programs.map(({ name }) => name)).toEqual(['backend', 'translation', 'scraper'])
})

test('without one it has all else, and says what is not done', () => {
  expect(namesWith(undefined)).toEqual(['backend', 'frontend', 'translation', 'scraper'])
  expect(lackingHere({ ffmpeg: undefined })).toEqual(['no ffmpeg: no videos are taken'])
})
