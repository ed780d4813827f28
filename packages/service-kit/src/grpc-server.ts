import {
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'
import { ReflectionService } from '@grpc/reflection'
import { packageDefinition } from '@parlance/contracts'
import { HealthImplementation, protoPath as healthProtoPath } from 'grpc-health-check'
import {
  type HandlerReport,
  type PromiseHandlers,
  wrapDuplex,
  wrapServerStream,
  wrapUnary,
} from './grpc-handlers.ts'

/** Options of a gRPC server. */
export interface GrpcServerOptions extends HandlerReport {
  /** Largest message received and sent, in bytes; 8 MiB where absent. */
  readonly maxMessageBytes?: number
}

/** A gRPC server with health (grpc.health.v1), reflection, and an orderly end. */
export interface GrpcServer {
  /** Serves a service; `H` is its generated `…Handlers` type. It is NOT_SERVING until said otherwise. */
  add<H>(definition: ServiceDefinition, handlers: PromiseHandlers<H>): void
  /** Sets a service's health; `''` is the whole server's, and follows the services of {@link add}. */
  setServing(service: string, serving: boolean): void
  /** Starts to listen; health turns SERVING. `port` 0 = any. @returns the bound port. */
  listen(address: { host: string; port: number }): Promise<number>
  /** Says NOT_SERVING, lets calls in flight finish for so many milliseconds, then ends the rest. */
  drain(ms: number): Promise<void>
}

/** `[::1]:50051` for IPv6, `127.0.0.1:50051` otherwise. */
export function hostPort(host: string, port: number): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]:${port}` : `${host}:${port}`
}

/** Makes a gRPC server; nothing listens yet. */
export function createGrpcServer(options: GrpcServerOptions): GrpcServer {
  const maxBytes = options.maxMessageBytes ?? 8 * 1_024 * 1_024
  const server = new Server({
    'grpc.max_receive_message_length': maxBytes,
    'grpc.max_send_message_length': maxBytes,
    'grpc.keepalive_time_ms': 30_000,
    'grpc.keepalive_timeout_ms': 10_000,
    'grpc.keepalive_permit_without_calls': 1,
  })
  const health = new HealthImplementation({ '': 'NOT_SERVING' })
  health.addToServer(server)
  const serving = new Map<string, boolean>()
  let listening = false
  const publish = () => {
    for (const [name, ok] of serving) health.setStatus(name, listening && ok ? 'SERVING' : 'NOT_SERVING')
    const all = listening && [...serving.values()].every(Boolean)
    health.setStatus('', all ? 'SERVING' : 'NOT_SERVING')
  }

  return {
    add(definition, handlers) {
      server.addService(definition, wrap(definition, handlers as Record<string, unknown>, options))
      serving.set(serviceName(definition), true)
    },
    setServing(service, ok) {
      if (service === '') for (const name of serving.keys()) serving.set(name, ok)
      else serving.set(service, ok)
      publish()
    },
    async listen({ host, port }) {
      addReflection(server, [...serving.keys()])
      const bound = await new Promise<number>((resolve, reject) => {
        server.bindAsync(hostPort(host, port), ServerCredentials.createInsecure(), (error, actual) =>
          error ? reject(error) : resolve(actual),
        )
      })
      listening = true
      publish()
      return bound
    },
    async drain(ms) {
      listening = false
      publish()
      const timer = setTimeout(() => server.forceShutdown(), ms)
      await new Promise<void>((resolve) => server.tryShutdown(() => resolve()))
      clearTimeout(timer)
    },
  }
}

function wrap(
  definition: ServiceDefinition,
  handlers: Readonly<Record<string, unknown>>,
  report: HandlerReport,
): UntypedServiceImplementation {
  const wrapped: UntypedServiceImplementation = {}
  for (const [name, method] of Object.entries(definition)) {
    const handler = handlers[name] as never
    // grpc-js answers UNIMPLEMENTED for what it is not given.
    if (handler === undefined) continue
    if (method.requestStream) wrapped[name] = wrapDuplex(method.path, handler, report)
    else if (method.responseStream) wrapped[name] = wrapServerStream(method.path, handler, report)
    else wrapped[name] = wrapUnary(method.path, handler, report)
  }
  return wrapped
}

/** `/parlance.scraper.v1.ScraperService/Scrape` → `parlance.scraper.v1.ScraperService`. */
function serviceName(definition: ServiceDefinition): string {
  const [first] = Object.values(definition)
  return first?.path.split('/')[1] ?? ''
}

function addReflection(server: Server, services: string[]): void {
  const health = loadSync(healthProtoPath)
  loadPackageDefinition(health)
  new ReflectionService(
    { ...packageDefinition, ...health },
    {
      services: [...services, 'grpc.health.v1.Health'],
    },
  ).addToServer(server)
}
