/**
 * What a migration does to the version that runs. `expand`: it can live with it; applied before the new version starts.
 * `contract`: it takes away what an earlier version uses; applied by the release after, when nothing that runs uses it.
 */
export type MigrationKind = 'expand' | 'contract'

/** The name says the kind, so that a version which does not have the file knows it too. */
export const isContract = (name: string): boolean => name.endsWith('_contract')
