import type { ContainerControl, PreviewContainer, PreviewContainerFacts } from '../containers.ts'
import { askSocket } from '../socket-request.ts'

const answerMs = 40_000
/** Longer than the filter waits for Docker. */
const stopMs = 100_000

/** The filter, as the gateway speaks to it. */
export class FilterClient implements ContainerControl {
  readonly #socket: string

  constructor(socket: string) {
    this.#socket = socket
  }

  list = () => this.#ask<PreviewContainer[]>('GET', '/containers/json')
  inspect = (id: string) => this.#ask<PreviewContainerFacts>('GET', `/containers/${id}/json`)
  start = (id: string) => this.#ask<void>('POST', `/containers/${id}/start`)
  stop = (id: string) => this.#ask<void>('POST', `/containers/${id}/stop`, stopMs)

  async #ask<T>(method: 'GET' | 'POST', path: string, timeoutMs = answerMs): Promise<T> {
    const { status, body } = await askSocket(this.#socket, method, path, timeoutMs)
    if (status !== 200) throw new Error(`the filter answered ${status}: ${body.slice(0, 300)}`)
    return JSON.parse(body) as T
  }
}
