'use client'

import { useCallback, useRef, useState } from 'react'

/** Work that somebody sets off, and how it stands. */
export interface Task<Given> {
  /** Sets it off; what was set off before no longer counts. Never throws. */
  readonly run: (given: Given) => void
  readonly pending: boolean
  readonly done: boolean
  /** What the last one failed with. */
  readonly error: unknown
}

type Standing = Omit<Task<never>, 'run'>

const idle: Standing = { pending: false, done: false, error: undefined }

/** Work that is set off by hand or by an effect: whether it runs, that it is done, how it failed. `run` stays the same function. */
export function useTask<Given = void>(work: (given: Given) => Promise<unknown>): Task<Given> {
  const [standing, setStanding] = useState(idle)
  const latest = useRef(work)
  latest.current = work
  const turn = useRef(0)
  const run = useCallback((given: Given) => {
    turn.current += 1
    const own = turn.current
    const settle = (to: Standing) => {
      if (own === turn.current) setStanding(to)
    }
    setStanding({ ...idle, pending: true })
    latest.current(given).then(
      () => settle({ ...idle, done: true }),
      (error: unknown) => settle({ ...idle, error: error ?? new Error('failed') }),
    )
  }, [])
  return { run, ...standing }
}
