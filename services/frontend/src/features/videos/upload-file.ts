import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { DetailedError, type HttpRequest, Upload } from 'tus-js-client'
import { type ApiProblem, problemOf, unreachable } from '../../api/problem.ts'

/** How far a file is on its way. */
export interface UploadState {
  /** `reading`: its hash is taken, before anything is sent. */
  readonly phase: 'reading' | 'sending' | 'paused'
  /** Bytes. */
  readonly done: number
  readonly total: number
}

export interface UploadOptions {
  /** Where uploads are; absolute, or a path of the same origin. */
  readonly endpoint: string
  /** Slug of the listing. */
  readonly tool: string
  readonly onState: (state: UploadState) => void
  /** All of it is there. @param id of the video */
  readonly onDone: (id: string) => void
  /** It stops; `resume` goes on, where it can. */
  readonly onProblem: (problem: ApiProblem) => void
}

/** A file on its way. */
export interface RunningUpload {
  pause(): void
  resume(): void
  /** Stops it, and has the server forget what came. */
  cancel(): Promise<void>
}

/** Bytes whose hash is taken at a time; between two pieces the page can do something else. */
const pieceBytes = 4 * 1_048_576
/** Milliseconds before each further try of a part that broke off. */
const retryDelays = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000]

/**
 * Sends a file by the tus protocol. One that was begun before, in this browser, goes on where it was, also after the page was
 * left. Its SHA-256 is announced, so that what arrives is what was chosen; the file is read for it piece by piece.
 */
export function uploadFile(file: File, options: UploadOptions): RunningUpload {
  let stopped = false
  let paused = false
  let upload: Upload | undefined
  const total = file.size
  const tell = (phase: UploadState['phase'], done: number) => {
    if (!stopped) options.onState({ phase: paused ? 'paused' : phase, done, total })
  }
  let sent = 0

  const begin = async () => {
    const metadata: Record<string, string> = { tool: options.tool, filename: file.name }
    const made = new Upload(file, {
      endpoint: options.endpoint,
      retryDelays,
      metadata,
      removeFingerprintOnSuccess: true,
      fingerprint: async () => [options.tool, file.name, file.size, file.lastModified].join('\n'),
      onBeforeRequest: withCookies,
      onProgress: (bytes) => {
        sent = bytes
        tell('sending', bytes)
      },
      onSuccess: () => options.onDone(idOf(made.url)),
      onError: (error) => {
        paused = true
        tell('paused', sent)
        options.onProblem(problemIn(error))
      },
    })
    const [earlier] = await made.findPreviousUploads()
    if (earlier) made.resumeFromPreviousUpload(earlier)
    else {
      const hash = await hashOf(
        file,
        (done) => tell('reading', done),
        () => stopped,
      )
      if (hash) metadata.sha256 = hash
    }
    if (stopped) return
    upload = made
    tell('sending', 0)
    if (!paused) made.start()
  }
  void begin().catch((error: unknown) => options.onProblem(unreachable(error)))

  return {
    pause: () => {
      paused = true
      void upload?.abort()
      tell('paused', sent)
    },
    resume: () => {
      paused = false
      tell('sending', sent)
      upload?.start()
    },
    cancel: async () => {
      stopped = true
      // What the server cannot be told is forgotten by it within a day.
      await upload?.abort(true).catch(() => {})
    },
  }
}

/** In development the backend is another origin, which cookies go to only when asked for. */
function withCookies(request: HttpRequest): void {
  const inner: unknown = request.getUnderlyingObject()
  if (inner instanceof XMLHttpRequest) inner.withCredentials = true
}

/** @returns hex; undefined = it was stopped */
async function hashOf(
  file: File,
  onPiece: (done: number) => void,
  isStopped: () => boolean,
): Promise<string | undefined> {
  const hash = sha256.create()
  for (let done = 0; done < file.size; done += pieceBytes) {
    if (isStopped()) return undefined
    onPiece(done)
    hash.update(new Uint8Array(await file.slice(done, done + pieceBytes).arrayBuffer()))
  }
  return bytesToHex(hash.digest())
}

const idOf = (url: string | null) => url?.split('/').at(-1) ?? ''

function problemIn(error: Error | DetailedError): ApiProblem {
  const response = error instanceof DetailedError ? error.originalResponse : null
  if (!response) return unreachable(error)
  let body: unknown
  try {
    body = JSON.parse(response.getBody())
  } catch {
    // Something between here and the backend answered.
  }
  return problemOf(response.getStatus(), body)
}
