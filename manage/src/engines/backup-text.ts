import type { Style } from '../core/output.ts'
import { formatTable } from '../core/table.ts'
import { size } from '../core/units.ts'
import type { KeeperTask } from './engine.ts'

type Document = Record<string, unknown>

/** @param name as `backup:list` names it, or `latest`. @param from the place of its copy, where that is to be verified */
export const verifyTask = (
  name: string,
  { words, ...place }: { words: readonly string[] } & Pick<KeeperTask, 'mount'> = { words: [] },
): KeeperTask => ({
  summary: 'restore it into a database of its own, and compare every table',
  words: ['verify', name, ...words],
  answers: true,
  ...place,
})

export const isVerified = (verification: unknown): boolean =>
  (verification as Document | undefined)?.outcome === 'verified'

/** What a verification found, as lines. */
export function verificationText(verification: Document, style: Style): string {
  const { backup, place, outcome, compared = {}, seconds, problems = [] } = verification
  const name = place === undefined ? String(backup) : `${String(backup)} at ${String(place)}`
  const { tables, rows, assets } = compared as Document
  const found = `${tables} tables, ${rows} rows, ${assets} assets compared in ${seconds} s`
  if (isVerified(verification)) return `${style.green('verified')} ${name}: ${found}`
  return [
    style.red(`${String(outcome)}: ${name} does not count as a backup`),
    ...(problems as string[]),
  ].join('\n  ')
}

/** The backup that was made, what its verification found, and what it made superfluous. */
export function createdText(
  {
    backup,
    verification,
    pruned,
    offsite,
  }: { backup: Document; verification: unknown; pruned: unknown; offsite?: Document },
  style: Style,
): string {
  const { name, tables, rows, bytes, assets, seconds } = backup
  const gone = pruned as string[]
  return [
    `${style.bold(String(name))}: ${tables} tables, ${rows} rows, ${size(Number(bytes))}, ${assets} assets, ${seconds} s`,
    verification ? verificationText(verification as Document, style) : 'not verified yet: backup:verify',
    ...(gone.length > 0 ? [`removed, as newer verified ones cover them: ${gone.join(', ')}`] : []),
    ...(offsite ? copiedLines(offsite, style) : []),
  ].join('\n')
}

function copiedLines(
  { place, copied, files, bytes, verifications, problems }: Document,
  style: Style,
): string[] {
  const names = copied as string[]
  return [
    names.length > 0
      ? `copied to ${String(place)}: ${names.join(', ')} (${files} files, ${size(Number(bytes))})`
      : `at ${String(place)} is everything already`,
    ...(problems as string[]).map((problem) => style.red(problem)),
    ...(verifications as Document[]).map((one) => verificationText(one, style)),
  ]
}

/** A line for each backup, newest first. */
export function listText({ folder, backups, broken, moments }: Document, style: Style): string {
  const list = (backups ?? []) as Document[]
  const colour = (state: unknown) => (state === 'verified' ? style.green : style.red)(String(state))
  const lines = list.map(({ name, state, rows, bytes, assets, version, reason }) => [
    String(name),
    colour(state),
    `${rows} rows`,
    size(Number(bytes)),
    `${assets} assets`,
    `version ${version}`,
    String(reason),
  ])
  const unreadable = ((broken ?? []) as string[]).map((name) =>
    style.red(`${name}: its manifest cannot be read`),
  )
  if (lines.length + unreadable.length === 0)
    return `there is no backup in ${String(folder)}: backup:create makes one`
  return [formatTable(lines), ...unreadable, ...momentsLine(moments as Document | undefined)].join('\n')
}

const momentsLine = (moments: Document | undefined): string[] =>
  moments ? [`any moment from ${String(moments.from)} to ${String(moments.until)}: backup:restore --at`] : []

/** A line for each verification, oldest first. */
export function evidenceText({ verifications, drills }: Document, style: Style): string {
  const list = (verifications ?? []) as Document[]
  if (list.length === 0) return 'nothing was ever verified: backup:verify'
  return [
    ...list.map((one) => `${String(one.at)} ${String(one.by)}  ${verificationText(one, style)}`),
    ...((drills ?? []) as Document[]).map(
      ({ at, ok, place, seconds }) =>
        `${String(at)} drill  ${ok ? style.green('came back') : style.red('did not come back')} from ${String(place)} in ${seconds} s`,
    ),
  ].join('\n')
}

/** What was removed, or would be. */
export function assetsText({ check, files, bytes, unused, restored, lost }: Document, style: Style): string {
  const gone = lost as string[]
  return [
    `${check ? 'would remove' : style.green('removed')}: ${files} files (${size(Number(bytes))}), ${unused} entries that nothing uses`,
    Number(restored) > 0 ? `${check ? 'would come' : 'came'} back from the backups: ${restored}` : '',
    gone.length > 0 ? style.red(`missing, and in no backup: ${gone.join(', ')}`) : '',
  ]
    .filter((line) => line !== '')
    .join('\n')
}
