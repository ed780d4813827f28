import { createHash } from 'node:crypto'
import type { Language } from '@parlance/contracts/languages'
import { Problem } from '@parlance/service-kit'
import type { Bus } from '../bus-port.ts'
import type { HotMemory } from './translation-memory.ts'

/** A word of the site that machines must not translate freely. */
export interface GlossaryEntry {
  /** As it is written in the source. */
  readonly term: string
  /** "" = kept as it is. */
  readonly translation: string
  /** The target language it holds for; "" = all. */
  readonly language: Language | ''
  readonly caseSensitive: boolean
}

/** An entry, by its id. */
export interface GlossaryTerm extends GlossaryEntry {
  readonly id: string
}

/** The glossary's table. */
export interface GlossaryStore {
  /** By term and language. */
  all(): Promise<GlossaryTerm[]>
  /** @returns undefined where the term has an entry for the language already */
  add(entry: GlossaryEntry): Promise<GlossaryTerm | undefined>
  /** @returns undefined where there is no such entry @throws Problem `conflict` where another one has term and language */
  change(id: string, entry: GlossaryEntry): Promise<GlossaryTerm | undefined>
  remove(id: string): Promise<boolean>
}

/** The glossary as it goes with every request for a translation. */
export interface GlossaryInForce {
  readonly terms: readonly GlossaryEntry[]
  /** Of the terms; part of the key under which translations are remembered. "" = there are no terms. */
  readonly version: string
}

/** Where a translator takes the glossary from. */
export interface GlossarySource {
  inForce(): Promise<GlossaryInForce>
}

/** The site's glossary. */
export interface Glossary extends GlossarySource {
  list(): Promise<GlossaryTerm[]>
  /** @throws Problem `conflict` */
  add(entry: GlossaryEntry): Promise<GlossaryTerm>
  /** @throws Problem `not-found`, `conflict` */
  change(id: string, entry: GlossaryEntry): Promise<GlossaryTerm>
  /** @throws Problem `not-found` */
  remove(id: string): Promise<void>
}

const topic = 'glossary'
/** Another backend's change is seen after so long at the latest, also where no message told of it. Milliseconds. */
const keptMs = 30_000
/** Most entries: each goes with every request. */
const maxTerms = 1_000

/** Keeps the glossary, and has it at hand for every translation. */
export function createGlossary({
  store,
  bus,
  hot,
  now = Date.now,
}: {
  readonly store: GlossaryStore
  readonly bus: Bus
  readonly hot: HotMemory
  readonly now?: () => number
}): Glossary {
  let kept: { at: number; glossary: Promise<GlossaryInForce> } | undefined
  bus.subscribe(topic, () => {
    kept = undefined
  })
  const changed = async () => {
    bus.publish(topic, 'changed')
    // Their keys name the glossary that was: nobody asks for them again.
    await hot.forget('all')
  }
  const missing = () => new Problem('not-found', 'The glossary has no such entry.')

  return {
    inForce: () => {
      if (!kept || now() - kept.at > keptMs) {
        const glossary = store.all().then(inForce)
        kept = { at: now(), glossary }
        glossary.catch(() => {
          kept = undefined
        })
      }
      return kept.glossary
    },
    list: () => store.all(),
    add: async (entry) => {
      const checked = check(entry)
      if ((await store.all()).length >= maxTerms) {
        throw new Problem('precondition', `A glossary has at most ${maxTerms} entries.`)
      }
      const made = await store.add(checked)
      if (!made) throw new Problem('conflict', 'The term has an entry for that language already: change it.')
      await changed()
      return made
    },
    change: async (id, entry) => {
      const made = await store.change(id, check(entry))
      if (!made) throw missing()
      await changed()
      return made
    },
    remove: async (id) => {
      if (!(await store.remove(id))) throw missing()
      await changed()
    },
  }
}

function check(entry: GlossaryEntry): GlossaryEntry {
  const term = entry.term.normalize('NFC').trim()
  if (term === '') throw new Problem('invalid', 'The term is empty.')
  return { ...entry, term, translation: entry.translation.normalize('NFC').trim() }
}

function inForce(all: readonly GlossaryTerm[]): GlossaryInForce {
  const terms = all.map(({ term, translation, language, caseSensitive }) => ({
    term,
    translation,
    language,
    caseSensitive,
  }))
  const version = createHash('sha256').update(JSON.stringify(terms)).digest('hex').slice(0, 16)
  return { terms, version: terms.length === 0 ? '' : version }
}
