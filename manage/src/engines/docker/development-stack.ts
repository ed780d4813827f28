import { join } from 'node:path'
import type { Context } from '../../core/context.ts'
import { checkoutKey } from '../../core/instance.ts'
import { projectVersion } from '../../core/project-version.ts'
import type { Step } from '../../core/steps.ts'
import { type ServiceName, serviceNames } from '../../core/topology.ts'
import type { Project } from '../../docker/compose-commands.ts'
import { askDocker } from '../../docker/daemon.ts'
import { devImage, devProject } from '../../docker/development-project.ts'
import { majorVersion } from '../../docker/parse/docker-info.ts'
import type { ImageFacts } from '../../docker/parse/image.ts'
import type { Build } from '../../images/build-images.ts'
import { imageKey } from '../../images/image-key.ts'
import { imageSources, nodeImageArgs } from '../../images/image-plan.ts'
import { instanceSecrets } from '../development-secrets.ts'

export interface DevStack {
  project: Project
  /** Writes secrets that are new. */
  keep: readonly Step[]
  /** Tags of the development images. */
  tags: Tags
}

type Tags = Readonly<Record<ServiceName, string>>

const everyTag = (tag: (service: ServiceName) => string) =>
  Object.fromEntries(serviceNames.map((service) => [service, tag(service)])) as Tags

/** The stack of this instance, with the images that its sources make on this base. Writes nothing. */
export async function openDevStack(context: Context, base: Pick<ImageFacts, 'id'>): Promise<DevStack> {
  const { root, config } = context
  const args = nodeImageArgs(config.nodeImage)
  const tags = everyTag((service) =>
    imageKey({ root, source: imageSources[service], target: 'dev', base: base.id, args }),
  )
  return { ...(await openProject(context, tags)), tags }
}

/** The stack as far as it takes to stop it or to look at it: whatever its images are. */
export const openRunningStack = async (context: Context): Promise<Project> =>
  (
    await openProject(
      context,
      everyTag(() => 'any'),
    )
  ).project

async function openProject(context: Context, tags: Tags): Promise<Omit<DevStack, 'tags'>> {
  const { root, instance } = context
  const { server } = await askDocker(context)
  const { secrets, keep } = instanceSecrets(instance.folder)
  const project = devProject({
    root,
    checkout: checkoutKey(root),
    instance: instance.name,
    project: instance.project,
    ports: instance.ports,
    version: projectVersion(root),
    // Windows has no such numbers, and Docker Desktop takes care of ownership there.
    uid: process.getuid?.() ?? 1000,
    gid: process.getgid?.() ?? 1000,
    tags,
    ...secrets,
    startInterval: majorVersion(server) >= 25,
  })
  return { project, keep }
}

/** How the development image of a service is built. */
export const devBuild = (context: Context, service: ServiceName, tag: string): Build => ({
  service,
  request: {
    context: context.root,
    dockerfile: imageSources[service].dockerfile,
    target: 'dev',
    tags: [`${devImage(service)}:${tag}`],
    args: nodeImageArgs(context.config.nodeImage),
    labels: { 'dev.parlance.image': service, 'dev.parlance.target': 'dev' },
  },
})

/** Folders over which volumes are mounted: Docker would make missing ones as root. */
export const mountPoints = (root: string): string[] =>
  ['node_modules', '.next'].map((name) => join(root, 'services', 'frontend', name))
