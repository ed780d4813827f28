import { unreachable } from '../../api/problem.ts'

/** What a refused sign-in can say. */
export const signInFaults = [
  'wrong',
  'code',
  'codeWrong',
  'passkey',
  'passkeyUnknown',
  'tooMany',
  'unreachable',
  'other',
] as const
export type SignInFault = (typeof signInFaults)[number]

/** What a refused sign-in says: never which half was wrong. */
export function faultOf(error: unknown): SignInFault {
  const { code, reason, status } = unreachable(error)
  if (reason === 'code-needed') return 'code'
  if (reason === 'code-wrong') return 'codeWrong'
  if (reason === 'passkey-unknown') return 'passkeyUnknown'
  if (reason?.startsWith('passkey-')) return 'passkey'
  if (status === 401 || status === 400) return 'wrong'
  if (status === 429) return 'tooMany'
  return code === 'unreachable' || code === 'timeout' ? 'unreachable' : 'other'
}
