import type { Style } from '../core/output.ts'

type Document = Record<string, unknown>

/** What came back, and where the old data is. */
export function restoredText(restored: Document, style: Style): string {
  const { backup, tables, assets, lacking, migrated, safetyBackup, kept } = restored
  const applied = (migrated as string[]).length
  return [
    `${style.green('restored')} ${String(backup)}: ${tables} tables compared, ${assets} missing or altered assets put back`,
    ...lackingLine(lacking, style),
    applied > 0 ? `${applied} migrations applied` : '',
    `the data before it: backup ${String(safetyBackup)}, and the database ${String(kept)} until you drop it`,
  ]
    .filter((line) => line !== '')
    .join('\n')
}

/** What came of `backup:restore`: of everything, of one table, or of the images. */
export function restorationText(document: Document, style: Style): string {
  if ('table' in document) return tableText(document, style)
  return 'kept' in document ? restoredText(document, style) : assetsPutText(document, style)
}

function tableText(restored: Document, style: Style): string {
  const { backup, table, rows, inserted, updated, removed, newer, migrated, safetyBackup } = restored
  const applied = (migrated as string[]).length
  return [
    `${style.green('restored')} ${String(table)} of ${String(backup)}: ${rows} rows, of which ${inserted} were missing and ${updated} were others`,
    applied > 0 ? `${applied} migrations applied to its copy` : '',
    Number(removed) > 0 ? `removed: ${removed} rows that came since` : '',
    Number(newer) > 0 ? `${newer} rows that came since stay` : '',
    `the data before it: backup ${String(safetyBackup)}`,
  ]
    .filter((line) => line !== '')
    .join('\n')
}

function assetsPutText({ name, assets, missing, altered, lacking }: Document, style: Style): string {
  return [
    `${lackingLine(lacking, style).length > 0 ? 'read' : style.green('restored')} ${assets} images of ${String(name)}: ${missing} were missing and ${altered} were altered`,
    ...(Number(altered) > 0 ? ['what those were is kept with the backups, in the folder altered'] : []),
    ...lackingLine(lacking, style),
  ].join('\n')
}

const lackingLine = (lacking: unknown, style: Style): string[] => {
  const keys = (lacking ?? []) as string[]
  if (keys.length === 0) return []
  const more = keys.length > 10 ? ` and ${keys.length - 10} more` : ''
  return [
    style.red(
      `not put back, as their copies are missing or damaged too: ${keys.slice(0, 10).join(', ')}${more}. Another backup, or --from offsite, may have them`,
    ),
  ]
}
