import { spawnSync } from 'node:child_process'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ApertiumEngine } from '../../src/engines/apertium/apertium-engine.ts'
import { findModes, type Mode } from '../../src/engines/apertium/modes.ts'
import { fromStream, toStream } from '../../src/engines/apertium/stream-format.ts'
import { hasApertium, makeApertium, modesFolder } from '../support/apertium.ts'
import { describeEngine } from './conformance.ts'

const needs = hasApertium ? 'Apertium' : 'Apertium (skipped: not installed, run manage setup)'
/** Modes of several steps, whose messages are changed on the way. */
const chunking = findModes(modesFolder, process.env.PATH ?? '').modes.filter(({ stages }) =>
  stages.some(({ file }) => file === 'apertium-postchunk'),
)
const forever = () => new AbortController().signal

if (hasApertium) {
  describeEngine('Apertium', {
    make: async () => ({ engine: makeApertium(), close: async () => {} }),
    unserved: ['en', 'de'],
    house: /casa/,
  })
} else describe.skip(needs, () => it('keeps to the engine contract', () => {}))

describe.skipIf(!hasApertium)(needs, () => {
  // One for all: its pipelines take a second each to load.
  let engine: ApertiumEngine
  beforeAll(() => {
    engine = makeApertium()
  })
  afterAll(() => engine.close())

  it('pivots through Spanish, by the best chain of at most three', async () => {
    expect(engine.route('en', 'fr')).toEqual(['es'])
    expect(engine.route('pt', 'it')).toEqual(['es'])
    const [answer] = await engine.translate({
      segments: ['the red house'],
      source: 'en',
      target: 'fr',
      signal: forever(),
    })
    expect(answer?.text).toMatch(/^la maison rouge$/i)
    expect(engine.routes().length).toBeGreaterThan(8)
  })

  it('is less sure of words it does not know, and of longer chains', async () => {
    const [known, unknown] = await engine.translate({
      segments: ['the red house', 'the frobnicated zorgle'],
      source: 'en',
      target: 'es',
      signal: forever(),
    })
    const [chained] = await engine.translate({
      segments: ['the red house'],
      source: 'en',
      target: 'fr',
      signal: forever(),
    })
    expect(unknown?.confidence).toBeLessThan((known?.confidence ?? 0) / 2)
    expect(chained?.confidence).toBeLessThan(known?.confidence ?? 0)
    expect(unknown?.text).not.toMatch(/[*@#]/)
  })

  it('says the same of a sentence alone and among others, though they share a flush', async () => {
    const subjects = ['The red house', 'Her work', 'What we saw', 'Can a light can', 'Run, run', 'Both books']
    const rest = ['is closed.', 'reads well?', 'left the left bank!', 'means a saw', 'will like it: yes']
    const segments = subjects.flatMap((subject) => rest.map((end) => `${subject} ${end}`))
    const job = { source: 'en', target: 'fr', signal: forever() }
    const together = await engine.translate({ ...job, segments })
    for (const [index, segment] of segments.entries()) {
      expect(await engine.translate({ ...job, segments: [segment] })).toEqual([together[index]])
    }
  })

  it.each(chunking.map((mode): [string, Mode] => [mode.name, mode]))(
    'says word for word what the programs of %s say when nothing is changed between them',
    async (_, mode) => {
      const { source, target } = mode
      const segments = sentences[source] ?? []
      const answers = await engine.translate({ segments, source, target, signal: forever() })
      expect(answers.map(({ text }) => text)).toEqual(alone(mode, segments))
    },
  )

  it.each([
    ['en', 'es', 'A three-year-old cat in a well-known park.', /tres años.*conocido/],
    ['en', 'es', 'Close the window.', /^Cierra la ventana/],
    ['en', 'es', 'No', /^No$/],
    ['es', 'en', 'El método histórico-crítico es bueno.', /^The historical method/],
    ['fr', 'es', 'Avez-vous un chien ?', /^Tenéis +uno? perro/],
    ['fr', 'es', 'Ma sœur mange un œuf.', /hermana.*huevo/],
    ['fr', 'es', 'Un boeuf et un bœuf', /boeuf.*bœuf/],
    ['en', 'it', 'The 5th door is big.', /^La 5\.?ª porta/],
    ['en', 'pt', 'The 5th door is big.', /^A 5\.ª porta/],
    ['en', 'it', 'A letter for the doctor.', /per il/],
    ['es', 'it', 'Para la mujer es bueno.', /^Per la donna/],
    ['en', 'es', 'A six-month course', /curso.* de seis meses/i],
    ['en', 'es', 'Questions & answers here.', /^Cuestiones y respuestas/],
    ['en', 'fr', 'Read the book!', /^Il lit le livre|^Lis le livre/],
  ])('%s to %s: “%s”', async (source, target, segment, expected) => {
    const [answer] = await engine.translate({ segments: [segment], source, target, signal: forever() })
    expect(answer?.text).toMatch(expected)
    expect(answer?.text).not.toMatch(/\p{L}{18}/u)
  })

  it('leaves no word of the language between: what the second mode does not know is tried from the source', async () => {
    const job = { segments: ['The cottage is cosy.', 'He kept a bookmark.'], signal: forever() }
    const spanish = await engine.translate({ ...job, source: 'en', target: 'es' })
    const [cottage] = await engine.translate({ ...job, source: 'en', target: 'it' })
    expect(spanish[0]?.text).toContain('acogedor')
    expect(cottage?.text).not.toMatch(/acogedor/)
    expect(cottage?.text).toMatch(/cosy/)
  })

  it.each([
    ['en', 'es', 'The [red] house', 'La casa [roja]'],
    ['en', 'fr', 'The [red] house', 'La maison [rouge]'],
    ['es', 'en', 'La casa [roja]', 'The [red] house'],
    ['es', 'pt', 'La casa [roja]', 'A casa [vermelha]'],
    ['pt', 'es', 'A casa [vermelha]', 'La casa [roja]'],
    ['es', 'fr', 'La [casa] roja', 'La [maison] rouge'],
    ['fr', 'es', 'La [maison] rouge', 'La [casa] roja'],
    ['es', 'it', 'La casa [roja]', 'La casa [rossa]'],
    ['it', 'es', 'la casa [rossa]', 'la casa [roja]'],
  ])('carries markup with its words, %s to %s', async (source, target, written, expected) => {
    const segment = written.replace('[', '\u{E800}').replace(']', '\u{EC00}')
    const [answer] = await engine.translate({ segments: [segment], source, target, signal: forever() })
    expect(answer?.text.replace('\u{E800}', '[').replace('\u{EC00}', ']')).toBe(expected)
  })

  it('keeps its own signs in a text apart from its marks', async () => {
    const [answer] = await engine.translate({
      segments: ['2 * 3 # the @ house ^ [x] {y} <z> $ / \\ ~ +'],
      source: 'en',
      target: 'es',
      signal: forever(),
    })
    for (const sign of ['*', '#', '@', '^', '[', ']', '{', '}', '<', '>', '$', '/', '\\', '~', '+']) {
      expect(answer?.text.split(sign)).toHaveLength(2)
    }
  })
})

describe.skipIf(!hasApertium)(`the pipelines of ${needs}`, () => {
  let engine: ApertiumEngine
  afterEach(() => engine.close())

  it('replaces a pipeline that is killed in mid batch, and the batch is answered whole', async () => {
    const onRestart = vi.fn()
    engine = makeApertium({ workers: 1, onRestart })
    const first = engine.translate({ segments: ['first'], source: 'en', target: 'es', signal: forever() })
    const segments = Array.from({ length: 1_500 }, (_, at) => `the house ${at} is red`)
    const work = engine.translate({ segments, source: 'en', target: 'es', signal: forever() })
    // They share a pipeline, in order: once this is answered, the batch is on its way.
    await first
    const [, second] = engine.pids
    process.kill(second ?? 0, 'SIGKILL')
    const answers = await work
    expect(answers.map(({ text }) => /\d+/.exec(text)?.[0])).toEqual(segments.map((_, at) => String(at)))
    expect(onRestart).toHaveBeenCalledTimes(1)
  })

  it('takes a pipeline that says nothing for hung, and replaces it', async () => {
    const onRestart = vi.fn()
    engine = makeApertium({ workers: 1, onRestart, answerMs: 3_000 })
    await engine.translate({ segments: ['warm'], source: 'en', target: 'es', signal: forever() })
    for (const pid of engine.pids) process.kill(pid, 'SIGSTOP')
    const [answer] = await engine.translate({
      segments: ['the house'],
      source: 'en',
      target: 'es',
      signal: forever(),
    })
    expect(answer?.text).toMatch(/^la casa$/i)
    expect(onRestart).toHaveBeenCalledWith('eng-spa', expect.stringContaining('no answer'))
  })

  it('stops work at an abort: nothing more is written, and the next caller does not wait for it', async () => {
    engine = makeApertium({ workers: 1 })
    const abort = new AbortController()
    const first = engine.translate({ segments: ['first'], source: 'en', target: 'es', signal: forever() })
    // So much that whoever waited for it would wait longer than a test may.
    const segments = Array.from({ length: 400_000 }, (_, at) => `the house ${at} is red`)
    const work = engine.translate({ segments, source: 'en', target: 'es', signal: abort.signal })
    await first
    abort.abort(new Error('deadline'))
    await expect(work).rejects.toThrow('deadline')
    const [next] = await engine.translate({
      segments: ['the cat'],
      source: 'en',
      target: 'es',
      signal: forever(),
    })
    expect(next?.text).toMatch(/^el gato$/i)
  })

  it('ends pipelines that nobody uses, and everything at the end', async () => {
    engine = makeApertium({ idleMs: 200 })
    await engine.translate({ segments: ['the house'], source: 'en', target: 'es', signal: forever() })
    expect(engine.state()).toMatchObject({ loaded: true })
    expect(engine.memoryBytes()).toBeGreaterThan(1_000_000)
    await vi.waitFor(() => expect(engine.state().loaded).toBe(false), { timeout: 60_000 })
    expect(engine.memoryBytes()).toBe(0)
    await engine.translate({ segments: ['the house'], source: 'en', target: 'es', signal: forever() })
    const { pids } = engine
    await engine.close()
    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 60_000 })
  })
})

describe('Apertium that is not there', () => {
  it('says what to install, and serves no pair', () => {
    const engine = makeApertium({ modesFolder: '/nowhere/modes' })
    expect(engine.state()).toMatchObject({
      available: false,
      problem: expect.stringContaining('install apertium'),
    })
    expect(engine.routes()).toEqual([])
  })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** What the programs of a mode make of segments, each flushed by itself, run one after another. */
function alone(mode: Mode, segments: readonly string[]): (string | undefined)[] {
  const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' }
  const output = mode.stages.reduce(
    (input, { file, args }) => spawnSync(file, args, { input, env, encoding: 'utf8' }).stdout,
    segments.map((segment) => `${toStream(segment, 1)}\0`).join(''),
  )
  const answers = output.split('\0')
  return segments.map((segment, index) => fromStream(answers[index] ?? '', [{ id: 1, segment }])?.[0]?.text)
}

/** Sentences with agreement, pronouns, verbs of several words, capitals, figures, unknown words, masks and signs. */
const sentences: Readonly<Record<string, readonly string[]>> = {
  en: [
    'The old red houses of my two sisters were sold yesterday.',
    'She has been reading the books that you gave her!',
    'They will not have seen it before 2026, I think.',
    'THE HOUSE IS RED.',
    "John's friend wants to buy \u{e000} and a frobnicated zorgle.",
    'Do you know the [first] {second} <third> $one^ / \\ two?',
  ],
  es: [
    'Las casas rojas de mis dos hermanas se vendieron ayer.',
    'Ella ha estado leyendo los libros que le diste.',
    'No lo habrán visto antes de 2026, creo.',
    'LA CASA ES ROJA.',
    'Dámelo, quiero comprar \u{e000} y un zorgle frobnicado.',
    '¿Conoces el [primero] {segundo} <tercero> $uno^ / \\ dos?',
  ],
  fr: [
    'Les vieilles maisons rouges de mes deux frères ont été vendues hier.',
    'Elle lisait les livres que tu lui as donnés.',
    "Ils ne l'auront pas vu avant 2026, je crois.",
    'LA MAISON EST ROUGE.',
    "L'ami de Jean veut acheter \u{e000} et un zorgle frobniqué.",
  ],
  it: [
    'Le vecchie case rosse delle mie due sorelle sono state vendute ieri.',
    'Lei leggeva i libri che le hai dato.',
    'Non lo avranno visto prima del 2026, credo.',
    'LA CASA È ROSSA.',
    'Voglio comprare \u{e000} e uno zorgle frobnicato.',
  ],
}
