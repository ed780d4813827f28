import { expect, test } from 'vitest'
import { bytesOf, parseContainerUse, parseVolumeUse } from '../../../src/docker/parse/container-use.ts'

/** As Docker 20.10 and 28 print them. */
const lines = [
  '{"BlockIO":"0B / 0B","CPUPerc":"7.29%","Container":"a7f9","ID":"a7f9","MemPerc":"8.36%","MemUsage":"21.4MiB / 256MiB","Name":"parlance-edge-1","NetIO":"2.13MB / 2.16MB","PIDs":"8"}',
  '{"BlockIO":"1.5GB / 0B","CPUPerc":"203.10%","Container":"b1","ID":"b1","MemPerc":"50.00%","MemUsage":"1GiB / 2GiB","Name":"parlance-backend-1","NetIO":"518kB / 1.2GB","PIDs":"12"}',
  // It ended while Docker looked.
  '{"BlockIO":"-- / --","CPUPerc":"--","Container":"c1","ID":"c1","MemPerc":"--","MemUsage":"-- / --","Name":"parlance-keeper-1","NetIO":"-- / --","PIDs":"--"}',
]

test('what containers use, in bytes and in hundredths of a processor', () => {
  expect(parseContainerUse(`${lines.join('\n')}\n`)).toEqual([
    {
      name: 'parlance-edge-1',
      cpuPercent: 7.29,
      memory: 22_439_526,
      memoryLimit: 268_435_456,
      received: 2_130_000,
      sent: 2_160_000,
    },
    {
      name: 'parlance-backend-1',
      cpuPercent: 203.1,
      memory: 1_073_741_824,
      memoryLimit: 2_147_483_648,
      received: 518_000,
      sent: 1_200_000_000,
    },
    { name: 'parlance-keeper-1', cpuPercent: 0, memory: 0, memoryLimit: 0, received: 0, sent: 0 },
  ])
})

test.each([
  ['0B', 0],
  ['124MB', 124_000_000],
  ['12.5kB', 12_500],
  ['1.5GiB', 1_610_612_736],
  ['N/A', 0],
])('%s is %d bytes', (text, bytes) => expect(bytesOf(text)).toBe(bytes))

test('volumes of a site, and of no other', () => {
  const text = JSON.stringify([
    {
      Name: 'parlance_postgres',
      Size: '124MB',
      Labels: 'com.docker.compose.project=parlance,dev.parlance.production=default',
    },
    { Name: 'parlance-b_postgres', Size: '1MB', Labels: 'dev.parlance.production=b' },
    { Name: 'foreign', Size: '9GB', Labels: '' },
  ])
  expect(parseVolumeUse(text, 'dev.parlance.production=default')).toEqual([
    { name: 'parlance_postgres', bytes: 124_000_000 },
  ])
  expect(parseVolumeUse('', 'dev.parlance.production=default')).toEqual([])
})
