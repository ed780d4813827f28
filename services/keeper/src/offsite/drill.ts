import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Client } from 'pg'
import { hashOf } from '../backups/assets.ts'
import { archiveOf, type Manifest } from '../backups/backup-folder.ts'
import { dropOurs, restoreInto } from '../backups/verify-backup.ts'
import type { KeeperConfig } from '../config.ts'
import { databaseName, withConnection, withDatabase } from '../connection.ts'
import { archiveKey, assetKey, findCopy, receiveWhole } from './copies.ts'
import { type Answers, askLost, askRestored } from './drill-questions.ts'
import { type Drill, keepDrill } from './drills.ts'
import type { Place } from './place.ts'

/**
 * The whole disaster, beside the site: what is at the place is all there is. Its newest copy is fetched, restored into a database of its own,
 * compared, and asked what people ask; then all of it is removed. What each part took is how long the real day would take.
 */
export async function runDrill(config: KeeperConfig, server: Client, place: Place): Promise<Drill> {
  const { DATABASE_URL: url, BACKUP_DIR: folder } = config
  const scratch = join(folder, '.drill.part')
  const name = `${databaseName(url)}_scratch_${Date.now()}`
  const began = performance.now()
  const phases: { name: string; seconds: number }[] = []
  const problems: string[] = []
  const phase = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now()
    try {
      return await work()
    } finally {
      phases.push({ name: what, seconds: secondsSince(start) })
    }
  }
  let manifest: Manifest | undefined
  let answers: Answers | undefined
  let lost: Drill['lost']
  let images = new Set<string>()
  try {
    await rm(scratch, { recursive: true, force: true })
    manifest = await phase('find the newest copy', () => findCopy(place, 'latest'))
    const copy = manifest
    await phase('fetch the database', () => fetchArchive(place, copy, scratch))
    images = await phase('fetch the images', () => fetchImages(place, copy, scratch))
    const { wrong } = await phase('restore and compare', () =>
      restoreInto({ url, folder: scratch, server, name }, copy),
    )
    problems.push(...wrong)
    answers = await phase('answer what people ask', () =>
      withConnection(withDatabase(url, name), (client) => askRestored(client, images)),
    )
    problems.push(...answers.problems)
    // Where the site is gone, there is nothing to compare with: then this is no drill.
    const known = answers
    lost = await withConnection(url, (client) => askLost(client, copy.createdAt, known))
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error))
  } finally {
    await dropOurs(server, name)
    await rm(scratch, { recursive: true, force: true })
  }
  problems.push(...(lost?.missing ?? []))
  return keepDrill(folder, {
    ok: problems.length === 0,
    at: new Date().toISOString(),
    place: place.name,
    ...(manifest ? { backup: manifest.name, madeAt: manifest.createdAt } : {}),
    seconds: secondsSince(began),
    phases,
    ...(answers ? { answers: answers.counts, newestMessage: answers.newestMessage } : {}),
    ...(lost ? { lost: { messages: lost.messages, missing: lost.missing } } : {}),
    problems,
  })
}

const secondsSince = (start: number) => Number(((performance.now() - start) / 1000).toFixed(3))

async function fetchArchive(place: Place, { name, sha256 }: Manifest, scratch: string): Promise<void> {
  const file = archiveOf(scratch, name)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await receiveWhole(place, archiveKey(name), sha256, file)
}

async function fetchImages(place: Place, { assets }: Manifest, scratch: string): Promise<Set<string>> {
  for (const key of assets) {
    const file = join(scratch, 'assets', key)
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await receiveWhole(place, assetKey(key), hashOf(key), file)
  }
  return new Set(assets)
}
