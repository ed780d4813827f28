/** Keys of `videos.faults` in the interface texts. */
export type VideoFault =
  | 'tooLarge'
  | 'precondition'
  | 'forbidden'
  | 'unimplemented'
  | 'unavailable'
  | 'rateLimited'
  | 'invalid'
  | 'gone'
  | 'offline'
  | 'conflict'
  | 'other'

const byCode: Readonly<Record<string, VideoFault>> = {
  'too-large': 'tooLarge',
  precondition: 'precondition',
  forbidden: 'forbidden',
  unauthenticated: 'forbidden',
  unimplemented: 'unimplemented',
  unavailable: 'unavailable',
  timeout: 'unavailable',
  'rate-limited': 'rateLimited',
  invalid: 'invalid',
  'not-found': 'gone',
  gone: 'gone',
  unreachable: 'offline',
  conflict: 'conflict',
  aborted: 'conflict',
}

/** Which text tells a refusal; what the backend says itself stands beside it. */
export function videoFault(code: string | undefined): VideoFault {
  return byCode[code ?? ''] ?? 'other'
}
