import { isContract } from './migration-kind.ts'
import { readStatements, type Statement, UnreadableSql } from './sql-statements.ts'
import { breachesOf, type Surroundings } from './statement-breaches.ts'
import type { Breach } from './statement-rules.ts'

/** Something in a migration that a running version, or its users, would notice. */
export interface Finding extends Breach {
  /** From 1. */
  readonly line: number
}

/**
 * Reads a migration as a release applies it, beside a version that serves: what it would take away from that version, and
 * whom it would make wait. In a migration whose name ends in `_contract` nothing uses any longer what is taken away.
 *
 * @param name of the migration's folder
 * @returns in the order of the lines; nothing that its author allows by a comment, `-- allow RULE: why`
 */
export async function lintMigration(name: string, sql: string): Promise<Finding[]> {
  let statements: Statement[]
  try {
    statements = await readStatements(sql)
  } catch (error) {
    if (!(error instanceof UnreadableSql)) throw error
    const { line, message } = error
    return [{ line, rule: 'syntax', trouble: 'unclear', what: message, instead: 'what PostgreSQL reads' }]
  }
  const around = surroundingsOf(statements)
  return statements.flatMap(({ node, line, allowed }) =>
    breachesOf(node, around)
      .filter(({ trouble }) => trouble !== 'contract' || !isContract(name))
      .filter(({ rule }) => !allowed.has(rule))
      .map((breach) => ({ line, ...breach })),
  )
}

function surroundingsOf(statements: readonly Statement[]): Surroundings {
  const newTables = new Set<string>()
  const newColumns = new Set<string>()
  const newConstraints = new Set<string>()
  for (const { node } of statements) {
    if ('CreateStmt' in node) newTables.add(node.CreateStmt.relation?.relname ?? '')
    if ('CreateTableAsStmt' in node) newTables.add(node.CreateTableAsStmt.into?.rel?.relname ?? '')
    if (!('AlterTableStmt' in node)) continue
    const { relation, cmds = [] } = node.AlterTableStmt
    for (const each of cmds) {
      const def = 'AlterTableCmd' in each ? each.AlterTableCmd.def : undefined
      if (def && 'ColumnDef' in def) newColumns.add(`${relation?.relname}.${def.ColumnDef.colname}`)
      if (def && 'Constraint' in def) newConstraints.add(def.Constraint.conname ?? '')
    }
  }
  return { newTables, newColumns, newConstraints, statements: statements.length }
}
