/** Keys of `room.faults` in the interface texts. */
export type FaultText =
  | 'rateLimited'
  | 'forbidden'
  | 'muted'
  | 'signIn'
  | 'tooLarge'
  | 'timeout'
  | 'gone'
  | 'outdated'
  | 'offline'
  | 'other'

const byCode: Readonly<Record<string, FaultText>> = {
  'rate-limited': 'rateLimited',
  forbidden: 'forbidden',
  muted: 'muted',
  unauthenticated: 'signIn',
  'too-large': 'tooLarge',
  invalid: 'tooLarge',
  timeout: 'timeout',
  unavailable: 'timeout',
  'not-found': 'gone',
  unreachable: 'offline',
  refused: 'outdated',
}

/** Which text tells a fault of the conversation. */
export function faultText(code: string | undefined): FaultText {
  return byCode[code ?? ''] ?? 'other'
}
