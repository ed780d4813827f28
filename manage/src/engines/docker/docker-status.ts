import type { Context } from '../../core/context.ts'
import { developmentServices, inspectorsOf, isServiceName } from '../../core/topology.ts'
import { inspectProject } from '../../docker/containers.ts'
import { type DevPart, devParts } from '../../docker/development-project.ts'
import type { ContainerFacts } from '../../docker/parse/container.ts'
import type { ServiceStatus, StackStatus } from '../engine.ts'
import { addressOf, askPart, publishedHost } from '../probe/published-part.ts'

/** In development a frontend makes a page when it is first asked for, and a busy machine takes its time. */
const probeTimeoutMs = 10_000

/** The containers of the instance, and each part's own answer. */
export async function dockerStatus(context: Context): Promise<StackStatus> {
  // Docker takes a tenth of a second to answer: what the questions after it need is loaded meanwhile.
  const [containers] = await Promise.all([
    inspectProject(context, { name: context.instance.project }),
    import('../probe/grpc-health.ts'),
  ])
  const { name: instance, ports, offset } = context.instance
  const inspectors = inspectorsOf(developmentServices, offset, context.config.inspectors)
  const known = new Map(containers.map((container) => [container.service, container]))
  const running = containers.some((container) => container.running)
  const services = devParts
    .filter((part) => known.has(part))
    .map(async (part): Promise<ServiceStatus> => {
      const container = known.get(part)
      const answer =
        container?.running && !container.paused ? await askPart(part, ports, probeTimeoutMs) : undefined
      return {
        name: part,
        state: stateOf(container),
        address: addressOf(part, ports),
        ...inspectorOf(container, isServiceName(part) ? inspectors[part] : undefined),
        ...(answer ? { health: answer } : {}),
        ...(container ? { container: container.name, restarts: container.restarts } : {}),
        ...(container?.startedAt ? { startedAt: container.startedAt } : {}),
      }
    })
  return { instance, engine: 'docker', running, services: await Promise.all(services) }
}

const inspectorOf = (container: ContainerFacts | undefined, port: number | undefined) =>
  port !== undefined && container?.running && container.ports.includes(port)
    ? { inspector: `${publishedHost}:${port}` }
    : {}

function stateOf(container: ContainerFacts | undefined): ServiceStatus['state'] {
  if (container?.paused) return 'paused'
  return container?.running ? 'running' : 'stopped'
}

/** Parts that have a running container. */
export const runningParts = (containers: readonly ContainerFacts[]): DevPart[] =>
  devParts.filter((part) => containers.some(({ service, running }) => service === part && running))
