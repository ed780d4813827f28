/**
 * Translation as browsers and scripts reach it, over REST through the backend: 32 texts in a call beside 32 calls, English
 * to Spanish.
 */
import { startStack } from '../e2e/support/stack.ts'
import { inTurns, load, printRatios, sentence } from './translation-support.ts'

const stack = await startStack()
let number = 0
try {
  const translate = async (texts: readonly string[]) => {
    const response = await fetch(`${stack.api}/api/v1/translate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ texts, source: 'en', target: 'es' }),
    })
    const body = (await response.json()) as { translations?: readonly { remembered: boolean }[] }
    if (response.status !== 200) throw new Error(`the backend answered ${response.status}`)
    if (body.translations?.some(({ remembered }) => remembered)) throw new Error('a sentence was not new')
  }
  const many = (calls: number) =>
    load(calls, 1, () => translate(Array.from({ length: 32 }, () => sentence(number++))))
  const single = (calls: number) => load(calls, 1, () => translate([sentence(number++)]))
  // Both sides are warm: compiled, and with a pipeline each.
  await single(600)
  await many(40)
  const [batch, one] = await inTurns(
    () => many(10),
    () => single(100),
  )
  printRatios('Translation over REST, Apertium, English to Spanish', [
    {
      name: '32 texts in a call, beside 32 calls',
      own: `${(1_000 / batch.perSecond).toFixed(1)} ms`,
      peer: `${(32_000 / one.perSecond).toFixed(0)} ms`,
      ratio: (32 * batch.perSecond) / one.perSecond,
      atLeast: 5,
    },
  ])
} finally {
  await stack.close()
}
