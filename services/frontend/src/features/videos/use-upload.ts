'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { type ApiProblem, unreachable } from '../../api/problem.ts'
import { useSiteConfig } from '../../components/site-config.tsx'
import type { RunningUpload, UploadState } from './upload-file.ts'

/** What is on its way from this page. */
export interface PageUpload {
  readonly name: string
  readonly state: UploadState
  readonly problem?: ApiProblem | undefined
}

/** Sends a file to a listing; one at a time. What sends it is loaded with the first file. @param onDone all of one is there */
export function useUpload(tool: string, onDone: (id: string) => void) {
  const { apiUrl } = useSiteConfig()
  const [upload, setUpload] = useState<PageUpload>()
  const running = useRef<RunningUpload>(undefined)
  const done = useRef(onDone)
  done.current = onDone

  const send = useCallback(
    async (file: File) => {
      const name = file.name
      const start: UploadState = { phase: 'reading', done: 0, total: file.size }
      const problemIs = (problem: ApiProblem) =>
        setUpload((last) => ({ name, state: last?.state ?? start, problem }))
      setUpload({ name, state: start })
      try {
        const { uploadFile } = await import('./upload-file.ts')
        running.current = uploadFile(file, {
          endpoint: `${apiUrl}/api/v1/video-uploads`,
          tool,
          onState: (state) => setUpload((last) => ({ name, state, problem: last?.problem })),
          onDone: (id) => {
            running.current = undefined
            setUpload(undefined)
            done.current(id)
          },
          onProblem: problemIs,
        })
      } catch (error) {
        problemIs(unreachable(error))
      }
    },
    [apiUrl, tool],
  )
  const pause = useCallback(() => running.current?.pause(), [])
  const resume = useCallback(() => {
    setUpload((last) => last && { name: last.name, state: last.state })
    running.current?.resume()
  }, [])
  const cancel = useCallback(async () => {
    const stopping = running.current?.cancel()
    running.current = undefined
    setUpload(undefined)
    await stopping
  }, [])

  const underWay = upload !== undefined
  const offline = upload?.problem?.code === 'unreachable'
  useEffect(() => {
    if (!underWay) return
    // The browser asks before the page is left: what was sent stays, and the file has to be chosen again.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [underWay])
  useEffect(() => {
    if (!offline) return
    window.addEventListener('online', resume)
    return () => window.removeEventListener('online', resume)
  }, [offline, resume])

  return { upload, send, pause, resume, cancel }
}
