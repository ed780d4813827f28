import type { components } from '@parlance/contracts/rest'

export type Submission = components['schemas']['Submission']
export type Tool = components['schemas']['Tool']
export type Message = components['schemas']['Message']
export type Health = components['schemas']['Health']
export type CorrectedListing = components['schemas']['CorrectedListing']

/** The backend as the tests ask it, beside the browser. */
export class Api {
  readonly #origin: string

  constructor(origin: string) {
    this.#origin = origin
  }

  /** GETs JSON. @throws Error where the answer is not 2xx */
  async get<T>(path: string, token?: string): Promise<T> {
    const headers = token ? { authorization: `Bearer ${token}` } : {}
    return this.#read<T>(await fetch(this.#origin + path, { headers }))
  }

  /** POSTs JSON. @throws Error where the answer is not 2xx */
  post<T>(path: string, body: unknown, token?: string): Promise<T> {
    return this.#send<T>('POST', path, body, token)
  }

  /** PUTs JSON. @throws Error where the answer is not 2xx */
  put<T>(path: string, body: unknown, token?: string): Promise<T> {
    return this.#send<T>('PUT', path, body, token)
  }

  /** DELETEs. @throws Error where the answer is not 2xx */
  async delete(path: string, token: string): Promise<void> {
    const headers = { authorization: `Bearer ${token}` }
    const response = await fetch(this.#origin + path, { method: 'DELETE', headers })
    if (!response.ok) throw new Error(`${response.status} ${response.url}: ${await response.text()}`)
  }

  async #send<T>(method: string, path: string, body: unknown, token?: string): Promise<T> {
    const headers = {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    }
    return this.#read<T>(await fetch(this.#origin + path, { method, headers, body: JSON.stringify(body) }))
  }

  submit = (url: string) => this.post<Submission>('/api/v1/submissions', { url })
  submission = (id: string) => this.get<Submission>(`/api/v1/submissions/${id}`)
  tool = (slug: string, lang: string) => this.get<Tool>(`/api/v1/tools/${slug}?lang=${lang}`)

  /** `/health`, whatever its status. */
  async health(): Promise<Health> {
    return (await fetch(`${this.#origin}/health`)).json() as Promise<Health>
  }

  async #read<T>(response: Response): Promise<T> {
    const text = await response.text()
    if (!response.ok) throw new Error(`${response.status} ${response.url}: ${text}`)
    return JSON.parse(text) as T
  }
}
