import type { Node } from '@pgsql/types'

/** One statement of a script. */
export interface Statement {
  readonly node: Node
  /** Line of its first word, from 1. */
  readonly line: number
  /** What its author says of rules that it breaks: the name of the rule, and why it may. */
  readonly allowed: ReadonlyMap<string, string>
}

/** A script that PostgreSQL itself could not read. */
export class UnreadableSql extends Error {
  /** From 1. */
  readonly line: number

  constructor(message: string, line: number) {
    super(message)
    this.line = line
  }
}

const allowance = /^\s*--\s*allow\s+([a-z-]+)\s*:\s*(\S.*)$/gm

/**
 * The statements of a script, by PostgreSQL's own parser.
 *
 * A comment before a statement, `-- allow RULE: why`, is kept with it.
 *
 * @throws UnreadableSql
 */
export async function readStatements(sql: string): Promise<Statement[]> {
  // The parser takes nothing for a fault.
  if (sql.trim() === '') return []
  const { loadModule, parseSync } = await import('libpg-query')
  await loadModule()
  const bytes = Buffer.from(sql)
  const lineAt = (byte: number) => bytes.subarray(0, byte).toString('utf8').split('\n').length
  let statements: { stmt?: Node; stmt_location?: number; stmt_len?: number }[]
  try {
    statements = parseSync(sql).stmts ?? []
  } catch (error) {
    const at = (error as { sqlDetails?: { cursorPosition?: number } }).sqlDetails?.cursorPosition ?? 0
    throw new UnreadableSql(error instanceof Error ? error.message : String(error), lineAt(at))
  }
  let end = 0
  return statements.flatMap(({ stmt, stmt_location: from = 0, stmt_len: length }) => {
    // The parser counts bytes. Whether a statement begins with the comments before it differs among its versions.
    const begin = end
    end = length ? from + length : bytes.length
    if (!stmt) return []
    const text = bytes.subarray(begin, end).toString('utf8')
    const lead = /^(?:[\s;]+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/.exec(text)?.[0] ?? ''
    const allowed = [...lead.matchAll(allowance)].map(([, rule = '', why = '']) => [rule, why] as const)
    return [{ node: stmt, line: lineAt(begin + Buffer.byteLength(lead)), allowed: new Map(allowed) }]
  })
}
