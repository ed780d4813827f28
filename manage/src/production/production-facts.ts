import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Origin, parseOrigin } from '../core/addresses.ts'
import type { Context } from '../core/context.ts'
import { ManageError, missingError } from '../core/errors.ts'
import { checkoutKey, defaultInstance } from '../core/instance.ts'
import { projectVersion } from '../core/project-version.ts'
import type { Variables } from '../core/services/service.ts'
import {
  envFileName,
  grafanaPort,
  portsOf,
  portVariable,
  publishedParts,
  type ServiceName,
  serviceNames,
  services,
} from '../core/topology.ts'
import { composeConfig, type Project } from '../docker/compose-commands.ts'
import { labelNames } from '../docker/object-commands.ts'
import { dockerFault, explainDocker } from '../docker/parse/docker-fault.ts'
import type { ImageFacts } from '../docker/parse/image.ts'
import {
  type Edge,
  edgeOf,
  imageLabel,
  prodProject,
  prodProjectName,
  type Tier,
  targetLabel,
} from '../docker/production-project.ts'
import type { Build } from '../images/build-images.ts'
import { type ImageSource, imageSources, nodeImageArgs } from '../images/image-plan.ts'
import { imageTags, type Tags } from '../images/image-tags.ts'
import type { WantedPort } from '../machine/ports.ts'

export const ownImages = 'parlance'

export interface ImageSet {
  base: ImageFacts
  version: string
  /** Build arguments that go into the tags. */
  args: Readonly<Record<string, string>>
  tags: Tags
}

/** The tags that the sources of this checkout have now, on this base. */
export function openImageSet({ root, config }: Pick<Context, 'root' | 'config'>, base: ImageFacts): ImageSet {
  const version = projectVersion(root)
  const args = { APP_VERSION: version, ...nodeImageArgs(config.nodeImage) }
  const tags = imageTags({ root }, { target: 'production', base: base.id, args })
  return { base, version, args, tags }
}

export interface Provenance {
  /** Commit, with `-dirty` when the checkout differs from it. */
  revision: string
  /** Where the source is; empty when nobody has said. */
  source: string
  /** ISO 8601. */
  created: string
}

/** Where a build comes from, as its labels say it. */
export async function readProvenance(
  { runner, root }: Pick<Context, 'runner' | 'root'>,
  now: Date,
): Promise<Provenance> {
  const git = async (...args: string[]) => {
    const { code, stdout } = await runner
      .run({ file: 'git', args: ['-C', root, ...args] }, { allow: 'any' })
      .catch(() => ({ code: 1, stdout: '' }))
    return code === 0 ? stdout.trim() : ''
  }
  const [commit, changes, source] = await Promise.all([
    git('rev-parse', 'HEAD'),
    git('status', '--porcelain', '--untracked-files=no'),
    git('config', '--get', 'remote.origin.url'),
  ])
  return {
    revision: commit === '' ? 'unknown' : `${commit}${changes === '' ? '' : '-dirty'}`,
    // A password in the address stays here.
    source: source.replace(/\/\/[^@/]*@/, '//'),
    created: now.toISOString(),
  }
}

/** How the production image of a service is built. */
export const prodBuild = (
  root: string,
  service: ServiceName,
  { tags, ...set }: ImageSet,
  provenance: Provenance,
): Build => imageBuild(root, imageSources[service], tags[service], set, provenance)

/** How an image of ours is built for production. */
export const imageBuild = (
  root: string,
  { service, dockerfile }: ImageSource,
  tag: string,
  { version, args }: Pick<ImageSet, 'version' | 'args'>,
  { revision, source, created }: Provenance,
): Build => ({
  service,
  request: {
    context: root,
    dockerfile,
    target: 'production',
    tags: [`${ownImages}/${service}:${tag}`, `${ownImages}/${service}:${version}`],
    args: { ...args, REVISION: revision, CREATED: created, SOURCE: source },
    labels: {
      [imageLabel]: service,
      [targetLabel]: 'production',
      // Images of one machine are everybody's; who built them may remove them.
      [labelNames.checkout]: checkoutKey(root),
    },
  },
})

export interface ProdOptions {
  tier: Tier
  publish: boolean
  /** Registry and prefix instead of images built here. */
  registry?: string
  tags: Readonly<Partial<Record<ServiceName, string>>>
}

/** Production as this checkout and its secret files describe it. */
export interface Production {
  origin: Origin
  edge: Edge
  /** Services that need a way out, because their variables name something outside. */
  outward: readonly ServiceName[]
  project(options: ProdOptions): Project
  /** Every port of this machine that it listens on. */
  ports(options: Pick<ProdOptions, 'publish' | 'tier'>): WantedPort[]
}

/** Reads the secret files, with Compose's own eyes. @throws ManageError (missing) without them or without a password */
export async function openProduction(context: Context): Promise<Production> {
  const { root, instance, config } = context
  const folder = envFolder(context)
  const file = join(folder, envFileName('backend'))
  if (!existsSync(file)) {
    throw missingError(`${file} is not there, and production has no secrets without it`, {
      hint: 'Write them: pnpm manage secrets:init --origin https://your.site',
    })
  }
  const ports = portsOf('production', instance.offset, config.ports)
  const { bind, behind, ...moved } = config.edge
  const edgeAt = (origin: Origin) =>
    // Who stands behind another proxy speaks plain HTTP to it, whatever visitors speak.
    edgeOf(behind === undefined ? origin : { ...origin, secure: false }, instance.offset, moved)
  const project = (
    options: ProdOptions,
    edge: Edge,
    { grafana, outward }: { grafana?: number | undefined; outward: readonly ServiceName[] },
  ): Project =>
    prodProject({
      root,
      instance: instance.name,
      project: prodProjectName(instance.name),
      tier: options.tier,
      ports,
      edge,
      publish: options.publish,
      ...(grafana === undefined ? {} : { grafana }),
      images: options.registry ?? ownImages,
      tags: options.tags,
      outward,
      envFolder: folder,
      site: edge.site,
      bind,
      ...(behind === undefined ? {} : { behind }),
    })
  const nameless = project({ tier: 'core', publish: false, tags: {} }, edgeAt(defaultOrigin), {
    outward: [],
  })
  const { origin, withGrafana, outward } = await readSettings(context, nameless, file)
  const edge = edgeAt(origin)
  const grafana = withGrafana ? (config.grafanaPort ?? grafanaPort + instance.offset) : undefined
  return {
    origin,
    edge,
    outward,
    project: (options) => project(options, edge, { grafana, outward }),
    ports: ({ publish, tier }) => [
      ...edgePorts(edge, bind),
      ...(publish
        ? publishedParts.map((name) => ({
            name,
            port: ports[name],
            variable: portVariable(name),
            host: '127.0.0.1',
          }))
        : []),
      ...(tier === 'full' && grafana !== undefined
        ? [{ name: 'grafana', port: grafana, variable: 'PARLANCE_GRAFANA_PORT', host: '127.0.0.1' }]
        : []),
    ],
  }
}

function edgePorts({ http, https }: Edge, bind: string): WantedPort[] {
  const host = bind.replace(/^\[(.*)\]$/, '$1')
  const edge = (scheme: string, port: number) => ({
    name: `edge, ${scheme}`,
    port,
    variable: `PARLANCE_${scheme}_PORT`,
    host,
  })
  return [edge('HTTP', http), ...(https === undefined ? [] : [edge('HTTPS', https)])]
}

const defaultOrigin: Origin = { origin: 'https://localhost', secure: true, hostname: 'localhost', port: 443 }

/** What the files say that `manage` itself goes by. */
interface Settings {
  /** PUBLIC_URL, as the backend will see it. */
  origin: Origin
  /** ENABLE_GRAFANA. */
  withGrafana: boolean
  /** Services whose variables name something outside. */
  outward: readonly ServiceName[]
}

/** Reads the env files as Compose does. @throws ManageError (missing) naming a variable that is not there, (usage) one that is wrong */
async function readSettings({ runner }: Context, project: Project, file: string): Promise<Settings> {
  const { code, stdout, stderr } = await runner
    .run(composeConfig(project), { allow: 'any' })
    .catch((error: unknown) => {
      throw explainDocker(error)
    })
  const [, missing] = /required variable (\w+) is missing/.exec(stderr) ?? []
  if (missing) {
    throw missingError(`${missing} is not set in ${file}`, {
      hint: 'pnpm manage secrets:init writes a file with all of them',
    })
  }
  if (code !== 0) {
    throw (
      dockerFault(stderr) ??
      new ManageError('usage', `Compose does not understand ${file}`, {
        details: { compose: stderr.trim().split('\n').slice(-5) },
      })
    )
  }
  const variablesOf = readVariables(stdout)
  const { PUBLIC_URL: url, ENABLE_GRAFANA: grafana, GRAFANA_PASSWORD: password } = variablesOf('backend')
  const origin = url ? parseOrigin(url) : defaultOrigin
  if (!origin) {
    throw new ManageError('usage', `PUBLIC_URL in ${file} must be an address such as https://example.org`)
  }
  const withGrafana = { '': false, false: false, true: true }[grafana ?? '']
  if (withGrafana === undefined) {
    throw new ManageError('usage', `ENABLE_GRAFANA in ${file} must be true or false`)
  }
  if (withGrafana && !password) {
    throw missingError(`ENABLE_GRAFANA is set in ${file}, and GRAFANA_PASSWORD is not`, {
      hint: 'Write one there: the password of the user admin.',
    })
  }
  const outward = serviceNames.filter((name) => services[name].reachesOut?.(variablesOf(name)))
  return { origin, withGrafana, outward }
}

/** What Compose gives to the container of a service. @param stdout of `docker compose config --format json` */
function readVariables(stdout: string): (service: ServiceName) => Variables {
  const { services: parts = {} } = JSON.parse(stdout) as {
    services?: Readonly<Record<string, { environment?: Variables }>>
  }
  return (service) => parts[service]?.environment ?? {}
}

/** Where the secret files of an instance are: the default one has them in the checkout, any other in its own folder. */
export const secretsFolder = ({ root, instance }: Pick<Context, 'root' | 'instance'>): string =>
  instance.name === defaultInstance ? root : instance.folder

/** Where they are read: an instance that has none of its own takes the checkout's. */
export function envFolder(context: Pick<Context, 'root' | 'instance'>): string {
  const own = secretsFolder(context)
  return existsSync(join(own, envFileName('backend'))) ? own : context.root
}
