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
export const rules = {
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

export type RuleName = keyof typeof rules

function contract(what: string, instead = later): Omit<Breach, 'rule'> {
  return { trouble: 'contract', what, instead }
}

function blocks(what: string, instead: string): Omit<Breach, 'rule'> {
  return { trouble: 'blocks', what, instead }
}
