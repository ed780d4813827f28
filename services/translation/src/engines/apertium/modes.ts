import { createHash } from 'node:crypto'
import { accessSync, constants, readdirSync, readFileSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { isLanguage, type Language } from '@parlance/contracts'

/** One program of a mode's pipeline and its arguments. */
export interface Stage {
  readonly file: string
  readonly args: readonly string[]
}

/** An installed Apertium mode: one direction of one pair. */
export interface Mode {
  readonly name: string
  readonly source: Language
  readonly target: Language
  readonly stages: readonly Stage[]
}

/** What a modes folder holds for the site, and what stood in the way of the rest. */
export interface Modes {
  readonly modes: readonly Mode[]
  /** Changes when a pair is installed, removed or updated. */
  readonly revision: string
  readonly problems: readonly string[]
}

/** ISO 639-3 names that Apertium's modes are called by. */
const threeLetters: Readonly<Record<string, Language>> = {
  eng: 'en',
  fra: 'fr',
  spa: 'es',
  ita: 'it',
  deu: 'de',
  nld: 'nl',
  por: 'pt',
}

/** The disambiguator some modes have before the tagger; without it the tagger alone decides, a little worse. */
const optionalPrograms = new Set(['cg-proc'])

/**
 * Reads the modes folder. Names are mixed (`eng-spa`, `es-fr`); variants (`es-pt_BR`) and other languages are left out.
 * A mode file is a shell pipeline: it is taken apart into programs and arguments, so that no shell runs.
 */
export function findModes(folder: string, path: string): Modes {
  let names: string[]
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.mode'))
  } catch {
    return {
      modes: [],
      revision: 'none',
      problems: [`no Apertium modes in ${folder}: install apertium and its pairs`],
    }
  }
  const modes: Mode[] = []
  const problems: string[] = []
  const hash = createHash('sha256')
  for (const file of names.sort()) {
    const name = file.slice(0, -'.mode'.length)
    const pair = pairOf(name)
    if (!pair) continue
    const stages = parseMode(readFileSync(join(folder, file), 'utf8'))
    const present = stages.filter(({ file }) => !optionalPrograms.has(file) || isProgram(file, path))
    const missing = missingOf(present, path)
    if (missing) {
      problems.push(`${name}: ${missing} is missing`)
      continue
    }
    for (const { file, args } of present) hash.update(`${file} ${args.map(stamp).join(' ')}\n`)
    modes.push({ name, ...pair, stages: present })
  }
  return { modes, revision: hash.digest('hex').slice(0, 12), problems }
}

/** `eng-spa` → en, es; undefined for variants and languages the site does not speak. */
export function pairOf(name: string): { source: Language; target: Language } | undefined {
  const [source, target, ...rest] = name.split('-').map((code) => threeLetters[code] ?? code)
  return rest.length === 0 && isLanguage(source) && isLanguage(target) ? { source, target } : undefined
}

/**
 * A mode file's pipeline as programs, each with `-z` (flush at NUL). `$1` is the generator's switch (`-g`: unknown words
 * keep their mark, which is what confidence is counted from), `$2` the tagger's, left out.
 */
export function parseMode(text: string): Stage[] {
  const pipeline = text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join(' ')
  const stages = pipeline
    .split('|')
    .map((stage) => [...stage.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? ''))
    .map((words) => words.map((word) => (word === '$1' ? '-g' : word)).filter((word) => word !== '$2'))
    .flatMap(([file, ...args]) => (file ? [{ file, args: ['-z', ...args] }] : []))
  return carryingMarkup(stages)
}

/**
 * Markup goes through as word-bound blanks, as `apertium-wblank-mode` has it: after the analysis each word gets its own, and before the
 * generation they are closed again.
 */
function carryingMarkup(stages: readonly Stage[]): Stage[] {
  return stages.flatMap((stage, index) => {
    if (index === 0) return [stage, { file: 'apertium-wblank-attach', args: [] }]
    const [, rules = '', preprocessed = '', dictionary] = stage.args
    // A transfer that looks words up itself does not see them behind their blanks: the look-up becomes a program of its own.
    if (stage.file === 'apertium-transfer' && dictionary && rules.startsWith('/')) {
      return [
        { file: 'lt-proc', args: ['-z', '-b', dictionary] },
        { file: stage.file, args: ['-z', '-b', rules, preprocessed] },
      ]
    }
    const generates = stage.file === 'lt-proc' && stage.args.includes('-g')
    return generates ? [{ file: 'apertium-wblank-detach', args: [] }, stage] : [stage]
  })
}

function missingOf(stages: readonly Stage[], path: string): string | undefined {
  for (const { file, args } of stages) {
    if (!isProgram(file, path)) return file
    const data = args.find((arg) => arg.startsWith('/') && !isFile(arg))
    if (data) return data
  }
  return undefined
}

function isProgram(file: string, path: string): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, file), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

/** A data file by its size and time, so that an updated pair has a new revision. */
function stamp(arg: string): string {
  if (!arg.startsWith('/')) return arg
  const { size, mtimeMs } = statSync(arg)
  return `${arg}:${size}:${Math.trunc(mtimeMs)}`
}
