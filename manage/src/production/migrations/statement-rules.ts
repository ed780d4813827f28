import type { AlterTableCmd, ColumnDef, Constraint, Node } from '@pgsql/types'

/**
 * What is wrong with a statement in a migration that runs beside a version which serves:
 * `contract` takes away or forbids what that version uses, `blocks` makes others wait for as long as a table is large,
 * `unclear` cannot be judged.
 */
export type Trouble = 'contract' | 'blocks' | 'unclear'

/** A rule that a statement breaks. */
export interface Breach {
  readonly rule: string
  readonly trouble: Trouble
  /** What happens. */
  readonly what: string
  /** What to write. */
  readonly instead: string
}

const later = 'put it into a migration of its own whose name ends in _contract: the release after applies it'
const inBatches = 'do it in a job of the backend, some thousand rows a transaction'

/** The rules, by name. Locks and rewrites: https://www.postgresql.org/docs/17/sql-altertable.html, https://www.postgresql.org/docs/17/explicit-locking.html */
const rules = {
  'drop-table': contract('a table goes that the running version may use'),
  'drop-column': contract('a column goes that the running version reads or writes'),
  'drop-object': contract('a view, type, function or trigger goes that the running version may use'),
  rename: contract(
    'the running version asks for the old name',
    'add the new one, write both, move the readers, and take the old one away in a _contract migration',
  ),
  'move-schema': contract('the running version asks for it where it was'),
  'change-type': contract(
    'the running version writes the old type, and the table is written anew under a lock that stops readers',
    'add a column of the new type, write both, fill it in batches, and take the old one away in a _contract migration',
  ),
  'set-not-null': contract(
    'the running version may write null, and the whole table is read under a lock that stops readers',
    'ADD CONSTRAINT … CHECK (… IS NOT NULL) NOT VALID, VALIDATE CONSTRAINT in a migration after it, and SET NOT NULL in a _contract migration',
  ),
  'drop-not-null': contract('the running version may read a null that it does not expect'),
  'drop-default': contract('the running version may leave the column out'),
  'required-column': contract(
    'the running version does not fill it, and rows that are there have nothing for it',
    'give it a constant DEFAULT, or let it be null',
  ),
  truncate: contract('every row is lost, under a lock that stops readers'),
  'rename-value': contract('the running version reads and writes the old value'),
  'index-blocks': blocks(
    'nobody writes to the table while the index is made',
    'CREATE INDEX CONCURRENTLY, alone in a migration of its own',
  ),
  'drop-index-blocks': blocks(
    'the index goes under a lock that stops readers',
    'DROP INDEX CONCURRENTLY, alone in a migration of its own',
  ),
  'reindex-blocks': blocks('nobody writes to the table meanwhile', 'REINDEX … CONCURRENTLY, by hand'),
  'concurrently-alone': blocks(
    'what is done CONCURRENTLY cannot be in a transaction with other statements',
    'put it alone into a migration of its own',
  ),
  'foreign-key-valid': blocks(
    'both tables are locked while every row is looked at',
    'ADD CONSTRAINT … NOT VALID here, and VALIDATE CONSTRAINT in a migration after it',
  ),
  'check-valid': blocks(
    'the table is locked while every row is looked at',
    'ADD CONSTRAINT … CHECK … NOT VALID here, and VALIDATE CONSTRAINT in a migration after it',
  ),
  'unique-blocks': blocks(
    'nobody reads or writes while the index of the constraint is made',
    'CREATE UNIQUE INDEX CONCURRENTLY in a migration before, and ADD CONSTRAINT … USING INDEX',
  ),
  'exclusion-blocks': blocks('nobody reads or writes while its index is made', 'add it with the table'),
  'volatile-default': blocks(
    'the default differs from row to row, so the table is written anew under a lock that stops readers',
    'add the column without it, SET DEFAULT after that, and fill the rows that are there in batches',
  ),
  'generated-column': blocks(
    'the table is written anew under a lock that stops readers',
    'a plain column, filled by a trigger for new rows and in batches for old ones',
  ),
  rewrite: blocks(
    'the table is written anew under a lock that stops readers',
    'do it in a window of maintenance',
  ),
  lock: blocks('everybody waits until the migration has ended', 'leave it out'),
  'refresh-blocks': blocks('nobody reads the view meanwhile', 'REFRESH MATERIALIZED VIEW CONCURRENTLY'),
  'whole-table': blocks('every row stays locked until the migration has ended', inBatches),
  'validate-apart': blocks(
    'the lock of adding the constraint is held while every row is looked at',
    'VALIDATE CONSTRAINT in a migration after the one that adds it',
  ),
  triggers: {
    trouble: 'unclear',
    what: 'what triggers keep true is not kept meanwhile',
    instead: 'leave them on',
  },
  dynamic: {
    trouble: 'unclear',
    what: 'what a DO block does cannot be read beforehand',
    instead: 'plain statements',
  },
} as const satisfies Record<string, Omit<Breach, 'rule'>>

type RuleName = keyof typeof rules

function contract(what: string, instead = later): Omit<Breach, 'rule'> {
  return { trouble: 'contract', what, instead }
}

function blocks(what: string, instead: string): Omit<Breach, 'rule'> {
  return { trouble: 'blocks', what, instead }
}

/** What a statement stands among: tables that the same migration has made are empty, and nobody's yet. */
export interface Surroundings {
  readonly newTables: ReadonlySet<string>
  /** Columns that the same migration has added, as `table.column`. */
  readonly newColumns: ReadonlySet<string>
  /** Constraints that the same migration has added. */
  readonly newConstraints: ReadonlySet<string>
  /** How many statements the migration has. */
  readonly statements: number
}

/** The rules that a statement breaks. */
export function breachesOf(node: Node, around: Surroundings): Breach[] {
  return ruleNames(node, around).map((rule) => ({ rule, ...rules[rule] }))
}

function ruleNames(node: Node, around: Surroundings): RuleName[] {
  const isNew = (table: { relname?: string } | undefined) => around.newTables.has(table?.relname ?? '')
  const apart = (concurrent: boolean | undefined, rule: RuleName): RuleName[] =>
    concurrent ? (around.statements > 1 ? ['concurrently-alone'] : []) : [rule]

  if ('DropStmt' in node) {
    const { removeType, concurrent } = node.DropStmt
    if (removeType === 'OBJECT_INDEX') return apart(concurrent, 'drop-index-blocks')
    return [removeType === 'OBJECT_TABLE' ? 'drop-table' : 'drop-object']
  }
  if ('RenameStmt' in node) {
    const unseen = ['OBJECT_INDEX', 'OBJECT_TABCONSTRAINT', 'OBJECT_TRIGGER']
    return unseen.includes(node.RenameStmt.renameType ?? '') || isNew(node.RenameStmt.relation)
      ? []
      : ['rename']
  }
  if ('IndexStmt' in node) {
    return isNew(node.IndexStmt.relation) ? [] : apart(node.IndexStmt.concurrent, 'index-blocks')
  }
  if ('ReindexStmt' in node) {
    const concurrent = (node.ReindexStmt.params ?? []).some(
      (each) => 'DefElem' in each && each.DefElem.defname === 'concurrently',
    )
    return apart(concurrent, 'reindex-blocks')
  }
  if ('AlterTableStmt' in node) {
    const { relation, cmds = [] } = node.AlterTableStmt
    if (isNew(relation)) return []
    return cmds.flatMap((each) =>
      'AlterTableCmd' in each ? tableRules(each.AlterTableCmd, relation?.relname ?? '', around) : [],
    )
  }
  if ('AlterEnumStmt' in node) return node.AlterEnumStmt.oldVal ? ['rename-value'] : []
  if ('AlterObjectSchemaStmt' in node) return ['move-schema']
  if ('TruncateStmt' in node) return ['truncate']
  if ('UpdateStmt' in node) {
    return node.UpdateStmt.whereClause || isNew(node.UpdateStmt.relation) ? [] : ['whole-table']
  }
  if ('DeleteStmt' in node) {
    return node.DeleteStmt.whereClause || isNew(node.DeleteStmt.relation) ? [] : ['whole-table']
  }
  if ('RefreshMatViewStmt' in node) return apart(node.RefreshMatViewStmt.concurrent, 'refresh-blocks')
  if ('ClusterStmt' in node) return ['rewrite']
  if ('VacuumStmt' in node) return ['rewrite']
  if ('LockStmt' in node) return ['lock']
  if ('DoStmt' in node) return ['dynamic']
  return []
}

function tableRules(command: AlterTableCmd, table: string, around: Surroundings): RuleName[] {
  const isNew = around.newColumns.has(`${table}.${command.name}`)
  switch (command.subtype) {
    case 'AT_AddColumn':
      return command.def && 'ColumnDef' in command.def ? columnRules(command.def.ColumnDef) : []
    case 'AT_AddConstraint':
      return command.def && 'Constraint' in command.def ? constraintRules(command.def.Constraint) : []
    case 'AT_ValidateConstraint':
      return around.newConstraints.has(command.name ?? '') ? ['validate-apart'] : []
    case 'AT_DropColumn':
      return isNew ? [] : ['drop-column']
    case 'AT_AlterColumnType':
      return ['change-type']
    case 'AT_SetNotNull':
      return ['set-not-null']
    case 'AT_DropNotNull':
      return isNew ? [] : ['drop-not-null']
    case 'AT_ColumnDefault':
      return command.def || isNew ? [] : ['drop-default']
    case 'AT_AddIdentity':
    case 'AT_SetLogged':
    case 'AT_SetUnLogged':
    case 'AT_SetTableSpace':
    case 'AT_SetAccessMethod':
      return ['rewrite']
    case 'AT_DisableTrig':
    case 'AT_DisableTrigAll':
    case 'AT_DisableTrigUser':
      return ['triggers']
    default:
      return []
  }
}

const serials = new Set(['serial', 'bigserial', 'smallserial', 'serial4', 'serial8', 'serial2'])

function columnRules({ constraints = [], typeName }: ColumnDef): RuleName[] {
  const all = constraints.flatMap((each) => ('Constraint' in each ? [each.Constraint] : []))
  const fallback = all.find(({ contype }) => contype === 'CONSTR_DEFAULT')
  const notNull = all.some(({ contype }) => contype === 'CONSTR_NOTNULL')
  const made = all.some(({ contype }) => contype === 'CONSTR_GENERATED')
  const lastName = typeName?.names?.at(-1)
  const counted =
    (lastName && 'String' in lastName && serials.has(lastName.String.sval ?? '')) ||
    all.some(({ contype }) => contype === 'CONSTR_IDENTITY')
  const named = all.flatMap((each): RuleName[] =>
    each.contype === 'CONSTR_UNIQUE' || each.contype === 'CONSTR_PRIMARY'
      ? ['unique-blocks']
      : each.contype === 'CONSTR_FOREIGN'
        ? ['foreign-key-valid']
        : [],
  )
  return [
    ...(notNull && !fallback && !made && !counted ? (['required-column'] as const) : []),
    ...(made ? (['generated-column'] as const) : []),
    ...(counted || (fallback?.raw_expr && isVolatile(fallback.raw_expr))
      ? (['volatile-default'] as const)
      : []),
    ...named,
  ]
}

function constraintRules({ contype, skip_validation: notValid, indexname }: Constraint): RuleName[] {
  switch (contype) {
    case 'CONSTR_FOREIGN':
      return notValid ? [] : ['foreign-key-valid']
    case 'CONSTR_CHECK':
      return notValid ? [] : ['check-valid']
    case 'CONSTR_NOTNULL':
      return notValid ? [] : ['set-not-null']
    case 'CONSTR_UNIQUE':
    case 'CONSTR_PRIMARY':
      return indexname ? [] : ['unique-blocks']
    case 'CONSTR_EXCLUSION':
      return ['exclusion-blocks']
    default:
      return []
  }
}

/** Functions that give one value for the whole statement. */
const stable = new Set(['now', 'current_setting', 'statement_timestamp', 'transaction_timestamp'])

/** Whether an expression calls a function that may give every row another value. */
function isVolatile(expression: unknown): boolean {
  if (typeof expression !== 'object' || expression === null) return false
  if ('FuncCall' in expression) {
    const { funcname = [] } = expression.FuncCall as { funcname?: { String?: { sval?: string } }[] }
    if (!stable.has(funcname.at(-1)?.String?.sval ?? '')) return true
  }
  return Object.values(expression).some(isVolatile)
}
