/** How much of Parlance runs in production; each tier adds to the one before. */
export const tiers = ['core', 'scraper', 'full'] as const
export type Tier = (typeof tiers)[number]

/** What a development stack on this machine knows when it makes the environment of a service. */
export interface EnvironmentFacts {
  instance: string
  host: string
  /** The host as people and browsers name it. */
  publicHost: string
  ports: Readonly<Record<string, number>>
  /** State folder of the instance, and the one that instances share. */
  folder: string
  sharedFolder: string
  version: string
  databaseUrl: string
  jwtSecret: string
  /** Path of a Chromium, when the machine has one. */
  chromium: string | undefined
  /** Path of an ffmpeg, likewise. */
  ffmpeg: string | undefined
}

/** What `secrets:init` writes files from: the site's origin, and secrets that several files share. */
export interface SecretFacts {
  origin: string
  database: string
  redis: string
  jwt: string
  grafana: string
}

/** Variables of a container, as Compose hands them to it. */
export type Variables = Readonly<Record<string, string | null | undefined>>

/** Whether one of these is set, itself or as a file. */
export const setsAny = (variables: Variables, names: readonly string[]): boolean =>
  names.some((name) => variables[name] || variables[`${name}_FILE`])

/** Where traces and errors go: outside, as far as anybody can tell. */
export const telemetryVariables = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'SENTRY_DSN'] as const

/** A service of Parlance, all that `manage` knows of it: every list of services in `manage` follows from these. */
export interface ServiceSpec<Name extends string = string> {
  readonly name: Name
  /** Folder under the root of the checkout. */
  readonly folder: string
  readonly ports: { readonly production: number; readonly development: number }
  /** Where Node's inspector listens in development, on loopback, with `dev:up --inspect`. */
  readonly inspectorPort: number
  /** How it speaks and is asked for its health. */
  readonly health: { readonly protocol: 'http'; readonly path: string } | { readonly protocol: 'grpc' }
  /** What must be healthy before it is started. */
  readonly needs: readonly string[]
  /** The smallest tier that it belongs to. */
  readonly tier: Tier
  /** Whether `prod:up --publish` opens its port on loopback. */
  readonly published: boolean
  /** In development it runs only when a command needs it; absent: with the stack. */
  readonly development?: 'on demand'
  readonly image: {
    /** From the root of the checkout. */
    readonly dockerfile: string
    /** Workspace packages that go into it, beside what bundles it. */
    readonly packages: readonly string[]
    /** Other folders whose files are copied into it, from the root of the checkout. */
    readonly data?: readonly string[]
  }
  /** Who reloads it in development. */
  readonly reload: 'nodemon' | 'next'
  /** Of its lines in logs. */
  readonly colour: 'blue' | 'magenta' | 'cyan' | 'yellow' | 'green'
  /**
   * What a machine lacks for it, for people: without that a development stack of processes does without it. Absent:
   * it runs everywhere, as all do in Docker.
   */
  readonly lacks?: (facts: Pick<EnvironmentFacts, 'ffmpeg'>) => string | undefined
  /** Its variables in development, beside those that every service gets. */
  environment(facts: EnvironmentFacts): Readonly<Record<string, string>>
  /**
   * Whether its variables in production name something outside of the stack, so that it needs a way out of its network.
   * Absent: what its compose file says holds for all.
   */
  readonly reachesOut?: (variables: Variables) => boolean
  /** Its variables in production, as `secrets:init` writes them. */
  secretFile(facts: SecretFacts): Readonly<Record<string, string>>
}

/** Keeps a service's name as a type of its own. */
export const defineService = <const Name extends string>(spec: ServiceSpec<Name>): ServiceSpec<Name> => spec

/** The host as it stands in a URL. */
export const urlHost = (host: string) => (host.includes(':') ? `[${host}]` : host)

/** `host:port` of another service of the stack. */
export const addressIn = ({ host, ports }: EnvironmentFacts, name: string): string =>
  `${urlHost(host)}:${ports[name]}`

/** A gRPC service shows its metrics beside its own port; no port of any instance lies seven above. */
export const metricsPort = ({ ports }: EnvironmentFacts, name: string): string =>
  String((ports[name] ?? 0) + 7)
