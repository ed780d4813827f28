import type { ContainerControl, PreviewContainer, PreviewContainerFacts } from '../containers.ts'
import { askSocket, type SocketAnswer } from '../socket-request.ts'

/** Every container of a production stack carries this label with its instance's name. */
const label = 'dev.parlance.production'
const serviceLabel = 'com.docker.compose.service'
const oneOffLabel = 'com.docker.compose.oneoff'
/** Instances that are previews are called so. */
const prefix = 'preview-'

const answerMs = 30_000
/** Longer than the longest grace that a container of a preview has. */
const stopMs = 90_000
/** Letters of a health check's words that are handed on. */
const mostOfCheck = 600

type Labels = Readonly<Record<string, string>>

interface Listed {
  Id: string
  Labels: Labels
  State: string
  Status: string
  Created: number
}

interface Inspected {
  Id: string
  Config: { Labels: Labels | null }
  State: {
    Status: string
    ExitCode: number
    OOMKilled: boolean
    StartedAt: string
    FinishedAt: string
    Health?: { Status: string; Log?: { Output: string }[] | null }
  }
}

/** A container that is no preview's, or is not there: who asks cannot tell which. */
export class NotAPreview extends Error {
  constructor() {
    super('there is no container of a preview by this id')
  }
}

/**
 * Docker's engine, reduced to the containers of the previews that are named.
 * @param known names of the previews, as they are now
 */
export class DockerEngine implements ContainerControl {
  readonly #socket: string
  readonly #known: () => ReadonlySet<string>

  constructor(socket: string, known: () => ReadonlySet<string>) {
    this.#socket = socket
    this.#known = known
  }

  async list(): Promise<PreviewContainer[]> {
    const filters = encodeURIComponent(JSON.stringify({ label: [label] }))
    const answer = await askSocket(this.#socket, 'GET', `/containers/json?all=1&filters=${filters}`, answerMs)
    const found = JSON.parse(ok(answer).body) as Listed[]
    const known = this.#known()
    return found.flatMap(({ Id, Labels, State, Status, Created }) => {
      const preview = previewIn(Labels, known)
      if (preview === undefined) return []
      const [, health] = /\((healthy|unhealthy|health: starting)\)$/.exec(Status) ?? []
      return {
        id: Id,
        preview,
        service: Labels[serviceLabel] ?? '',
        state: State,
        ...(health === undefined ? {} : { health: health.replace('health: ', '') }),
        created: Created,
      }
    })
  }

  async inspect(id: string): Promise<PreviewContainerFacts> {
    const answer = await askSocket(this.#socket, 'GET', `/containers/${id}/json`, answerMs)
    if (answer.status === 404) throw new NotAPreview()
    const { Id, Config, State } = JSON.parse(ok(answer).body) as Inspected
    const labels = Config.Labels ?? {}
    const preview = previewIn(labels, this.#known())
    // Docker takes the beginning of an id for it: what is meant is this one and no other.
    if (preview === undefined || Id !== id) throw new NotAPreview()
    const lastCheck = State.Health?.Log?.at(-1)?.Output.trim().slice(-mostOfCheck)
    return {
      id,
      preview,
      service: labels[serviceLabel] ?? '',
      state: State.Status,
      ...(State.Health === undefined ? {} : { health: State.Health.Status }),
      exitCode: State.ExitCode,
      outOfMemory: State.OOMKilled,
      ...moment('startedAt', State.StartedAt),
      ...moment('finishedAt', State.FinishedAt),
      ...(lastCheck ? { lastCheck } : {}),
    }
  }

  async start(id: string): Promise<void> {
    await this.inspect(id)
    ok(await askSocket(this.#socket, 'POST', `/containers/${id}/start`, answerMs))
  }

  /** With the grace that the container was made with. */
  async stop(id: string): Promise<void> {
    await this.inspect(id)
    ok(await askSocket(this.#socket, 'POST', `/containers/${id}/stop`, stopMs))
  }
}

function previewIn(labels: Labels, known: ReadonlySet<string>): string | undefined {
  const instance = labels[label] ?? ''
  if (!instance.startsWith(prefix) || labels[oneOffLabel] === 'True') return undefined
  const name = instance.slice(prefix.length)
  return known.has(name) ? name : undefined
}

/** Docker writes the year 1 for what has not been. */
const moment = <Name extends string>(name: Name, time: string) =>
  (time.startsWith('0001-') ? {} : { [name]: time }) as { [key in Name]?: string }

/** 304 says that it was so already. @throws Error with Docker's words */
function ok(answer: SocketAnswer): SocketAnswer {
  if ((answer.status >= 200 && answer.status < 300) || answer.status === 304) return answer
  if (answer.status === 404) throw new NotAPreview()
  throw new Error(`Docker answered ${answer.status}: ${answer.body.slice(0, 300)}`)
}
