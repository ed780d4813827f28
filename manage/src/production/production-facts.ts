import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../core/context.ts'
import { missingError } from '../core/errors.ts'
import { defaultInstance } from '../core/instance.ts'
import { projectVersion } from '../core/project-version.ts'
import { portsOf, type ServiceName, serviceNames } from '../core/topology.ts'
import type { Project } from '../docker/compose-commands.ts'
import type { ImageFacts } from '../docker/parse/image.ts'
import {
  imageLabel,
  prodProject,
  prodProjectName,
  siteAddress,
  type Tier,
  targetLabel,
} from '../docker/production-project.ts'
import type { Build } from '../images/build-images.ts'
import { imageKey } from '../images/image-key.ts'
import { imageSources, nodeImageArgs } from '../images/image-plan.ts'
import { parseEnvFile } from './env-file.ts'

export const ownImages = 'parlance'

export interface ImageSet {
  base: ImageFacts
  version: string
  /** Build arguments that go into the tags. */
  args: Readonly<Record<string, string>>
  tags: Readonly<Record<ServiceName, string>>
}

/** The tags that the sources of this checkout have now, on this base. */
export function openImageSet({ root, config }: Pick<Context, 'root' | 'config'>, base: ImageFacts): ImageSet {
  const version = projectVersion(root)
  const args = { APP_VERSION: version, ...nodeImageArgs(config.nodeImage) }
  const tags = Object.fromEntries(
    serviceNames.map((service) => [
      service,
      imageKey({ root, source: imageSources[service], target: 'production', base: base.id, args }),
    ]),
  ) as Record<ServiceName, string>
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
export async function readProvenance({ runner }: Pick<Context, 'runner'>, now: Date): Promise<Provenance> {
  const git = async (...args: string[]) => {
    const { code, stdout } = await runner
      .run({ file: 'git', args }, { allow: 'any' })
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
  { tags, version, args }: ImageSet,
  { revision, source, created }: Provenance,
): Build => ({
  service,
  request: {
    context: root,
    dockerfile: imageSources[service].dockerfile,
    target: 'production',
    tags: [`${ownImages}/${service}:${tags[service]}`, `${ownImages}/${service}:${version}`],
    args: { ...args, REVISION: revision, CREATED: created, SOURCE: source },
    labels: { [imageLabel]: service, [targetLabel]: 'production' },
  },
})

export interface ProdOptions {
  tier: Tier
  publish: boolean
  /** Registry and prefix instead of images built here. */
  registry?: string
  tags: Readonly<Partial<Record<ServiceName, string>>>
}

/** The production stack as this checkout and its secret files describe it. @throws ManageError (missing) without those. */
export function openProduction(context: Context, options: ProdOptions): Project {
  const { root, instance, env } = context
  const folder = envFolder(context)
  const file = join(folder, '.env.backend')
  if (!existsSync(file)) {
    throw missingError(`${file} is not there, and production has no secrets without it`, {
      hint: 'Write them: pnpm manage secrets:init --origin https://your.site',
    })
  }
  const backend = parseEnvFile(readFileSync(file, 'utf8'))
  const need = (name: string) => {
    const value = backend[name]
    if (value) return value
    throw missingError(`${name} is not set in ${file}`, {
      hint: 'pnpm manage secrets:init writes a file with all of them',
    })
  }
  const ports = portsOf('production', instance.offset, context.config.ports)
  return prodProject({
    root,
    instance: instance.name,
    project: prodProjectName(instance.name),
    tier: options.tier,
    ports,
    edge: {
      http: edgePort(env.PARLANCE_HTTP_PORT, 80 + instance.offset),
      https: edgePort(env.PARLANCE_HTTPS_PORT, 443 + instance.offset),
    },
    publish: options.publish,
    images: options.registry ?? ownImages,
    tags: options.tags,
    envFolder: folder,
    site: siteAddress(backend.PUBLIC_URL),
    bind: env.PARLANCE_BIND || '0.0.0.0',
    postgresPassword: need('POSTGRES_PASSWORD'),
    redisPassword: need('REDIS_PASSWORD'),
  })
}

const edgePort = (text: string | undefined, usual: number) => {
  const port = Number(text)
  return text && Number.isInteger(port) && port > 0 && port < 65_536 ? port : usual
}

/** An instance may have secret files of its own in its state folder; the default one has them in the checkout. */
export function envFolder({ root, instance }: Pick<Context, 'root' | 'instance'>): string {
  const own = instance.name !== defaultInstance && existsSync(join(instance.folder, '.env.backend'))
  return own ? instance.folder : root
}
