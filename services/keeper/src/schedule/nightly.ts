import { listBackups, type Manifest } from '../backups/backup-folder.ts'
import { lastOf, readEvidence, stateOf, type Verification } from '../backups/evidence.ts'
import type { TaskAnswer } from './run-task.ts'

/** What a run of the schedule came to. */
export interface NightlyResult {
  /** Of the new backup; `failed` where there is none. */
  readonly outcome: Verification['outcome']
  readonly backup: string | undefined
  /** Older ones that were looked at again and no longer hold. */
  readonly decayed: readonly string[]
  /** Of the copy elsewhere; undefined where none is configured, or nothing was there to copy. */
  readonly offsite: 'verified' | 'failed' | undefined
  /** In sentences; empty when all is well. */
  readonly problems: readonly string[]
}

type Run = (words: readonly string[]) => Promise<TaskAnswer>

/**
 * Backs up, proves it by a restore, removes what newer proven ones cover, copies it elsewhere and proves the copy, and looks
 * again at the older backup that was proven longest ago. Each step that fails is told, and those that do not need it go on.
 */
export async function runNightly(folder: string, run: Run): Promise<NightlyResult> {
  const problems: string[] = []
  const attempt = async (what: string, words: readonly string[]): Promise<TaskAnswer | undefined> => {
    try {
      return await run(words)
    } catch (error) {
      problems.push(`${what}: ${error instanceof Error ? error.message : String(error)}`)
      return undefined
    }
  }
  const verified = async (name: string) => {
    const answer = await attempt(`verifying ${name}`, ['verify', name])
    problems.push(...problemsOf(answer).map((text) => `${name}: ${text}`))
    return answer?.ok === true ? 'verified' : answer?.outcome === 'unverified' ? 'unverified' : 'failed'
  }
  const copied = async (): Promise<NightlyResult['offsite']> => {
    const answer = await attempt('copying elsewhere', ['offsite', '--turn'])
    if (answer?.configured === false) return undefined
    const found = (answer?.verifications ?? []) as Verification[]
    for (const one of found)
      problems.push(...one.problems.map((text) => `the copy of ${one.backup}: ${text}`))
    problems.push(...problemsOf(answer))
    return answer?.ok === true ? 'verified' : 'failed'
  }
  const created = await attempt('backing up', ['create', 'schedule'])
  const backup = created ? String(created.name) : undefined
  const outcome = backup === undefined ? 'failed' : await verified(backup)
  if (outcome === 'verified') await attempt('removing old backups', ['prune'])
  const older = await longestUnseen(folder, backup)
  const decayed = older !== undefined && (await verified(older)) !== 'verified' ? [older] : []
  const offsite = await copied()
  return { outcome, backup, decayed, offsite, problems }
}

const problemsOf = (answer: TaskAnswer | undefined): string[] =>
  Array.isArray(answer?.problems) ? answer.problems.map(String) : []

/** Of the backups beside the newest, the one whose last verification is the oldest; one that never had any comes first. */
async function longestUnseen(folder: string, newest: string | undefined): Promise<string | undefined> {
  const [{ backups }, evidence] = [await listBackups(folder), await readEvidence(folder)]
  const seenAt = (backup: Manifest) => lastOf(backup, evidence)?.at ?? ''
  return backups
    .filter(({ name }) => name !== newest)
    .toSorted((a, b) => seenAt(a).localeCompare(seenAt(b)) || a.name.localeCompare(b.name))[0]?.name
}

/** When the newest backup that is verified was made, in milliseconds since 1970; undefined: there is none. */
export async function newestVerified(folder: string): Promise<number | undefined> {
  const [{ backups }, evidence] = [await listBackups(folder), await readEvidence(folder)]
  const newest = backups.find((backup) => stateOf(backup, evidence) === 'verified')
  return newest && Date.parse(newest.createdAt)
}
