import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instance } from '../../core/instance.ts'
import type { ServiceName } from '../../core/topology.ts'
import type { Tier } from '../../docker/production-project.ts'
import type { ProbeReport } from './site-probe.ts'

/** One release: what ran after it, who made it so, and how it went. */
export interface Release {
  /** Counted from 1. */
  number: number
  /** ISO 8601. */
  at: string
  who: string
  command: string
  tier: Tier
  /** Registry and prefix, where images were not built here. */
  registry?: string
  tags: Readonly<Partial<Record<ServiceName, string>>>
  version: string
  /** Every migration that this version's sources have. */
  knows: readonly string[]
  /** Those that were applied by this release. */
  migrated: readonly string[]
  seconds: number
  /** Services that got a new container. */
  replaced: readonly string[]
  outcome: 'done' | 'failed'
  /** Why it failed, in a sentence. */
  fault?: string
  probe?: ProbeReport
}

/** So many are remembered. */
const kept = 50

const fileOf = ({ folder }: Pick<Instance, 'folder'>) => join(folder, 'releases.json')

/** The releases of an instance's production, oldest first. */
export function readReleases(instance: Pick<Instance, 'folder'>): Release[] {
  const file = fileOf(instance)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Release[]) : []
}

/** Adds a release at the end; the file is replaced as a whole, so that no power cut leaves half of it. */
export function recordRelease(instance: Pick<Instance, 'folder'>, release: Omit<Release, 'number'>): Release {
  const before = readReleases(instance)
  const added = { number: (before.at(-1)?.number ?? 0) + 1, ...release }
  mkdirSync(instance.folder, { recursive: true })
  const file = fileOf(instance)
  writeFileSync(`${file}.new`, `${JSON.stringify([...before, added].slice(-kept), null, 2)}\n`)
  renameSync(`${file}.new`, file)
  return added
}

/** Whether two releases run the same images. */
export const sameImages = (one: Pick<Release, 'tags'>, other: Pick<Release, 'tags'>): boolean => {
  const names = new Set([...Object.keys(one.tags), ...Object.keys(other.tags)]) as Set<ServiceName>
  return [...names].every((name) => one.tags[name] === other.tags[name])
}

/** Releases that went well, newest first, each set of images once: what there is to go back to after the first. */
export function goodVersions(releases: readonly Release[]): Release[] {
  const found: Release[] = []
  for (const release of releases.toReversed()) {
    if (release.outcome === 'done' && !found.some((other) => sameImages(release, other))) found.push(release)
  }
  return found
}
