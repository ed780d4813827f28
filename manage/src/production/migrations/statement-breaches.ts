import type { AlterTableCmd, ColumnDef, Constraint, Node } from '@pgsql/types'
import { type Breach, type RuleName, rules } from './statement-rules.ts'

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
