/**
 * Whether a migration takes away what an earlier version uses. Such a one is applied by the release after, when nothing that
 * runs uses it; with any other the version that runs can live. The name says it, so that a version which does not have the
 * file knows it too.
 */
export const isContract = (name: string): boolean => name.endsWith('_contract')
