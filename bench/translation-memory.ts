/** A remembered segment over gRPC, beside a bare grpc-js server that sends the text back. And what an idle service takes. */
import {
  load,
  printRatios,
  residentMegabytes,
  sentence,
  startEcho,
  startService,
} from './translation-support.ts'

const service = await startService()
const echo = await startEcho()
try {
  const idle = residentMegabytes(service.pid)
  const request = (index: number) => ({
    texts: [sentence(index % 200)],
    sourceLanguage: 'en',
    targetLanguage: 'es',
  })
  const own = (index: number) => service.client.call('Translate', request(index))
  const peer = (index: number) => echo.client.call('Translate', request(index))
  await load(2_000, 50, own)
  await load(2_000, 50, peer)

  const alone = await load(2_000, 1, own)
  // In turns, so that what else the machine does falls on both.
  const owns: number[] = []
  const peers: number[] = []
  for (let round = 0; round < 5; round += 1) {
    peers.push((await load(4_000, 50, peer)).perSecond)
    owns.push((await load(4_000, 50, own)).perSecond)
  }
  const middle = (values: number[]) => values.sort((a, b) => a - b)[2] ?? Number.NaN
  printRatios('Translation: a remembered segment', [
    {
      name: 'one at a time, p50',
      own: `${alone.p50.toFixed(2)} ms`,
      peer: '1 ms',
      ratio: alone.p50,
      atMost: 1,
    },
    {
      name: 'at 50 in flight, beside a bare echo',
      own: `${middle(owns).toFixed(0)}/s`,
      peer: `${middle(peers).toFixed(0)}/s`,
      ratio: middle(owns) / middle(peers),
      atLeast: 0.6,
    },
    {
      name: 'resident, no engine loaded',
      own: `${idle.toFixed(0)} MB`,
      peer: '150 MB',
      ratio: idle / 150,
      atMost: 1,
    },
  ])
} finally {
  await service.close()
  await echo.close()
}
