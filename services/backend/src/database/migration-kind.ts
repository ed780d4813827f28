/**
 * Whether a migration takes away what an earlier version uses. Its name says so (docs/production.md), so that a
 * version which does not have the file knows too: it can live with any other.
 */
export const isContract = (name: string): boolean => name.endsWith('_contract')
