import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../../core/context.ts'
import { checkoutKey } from '../../core/instance.ts'
import { projectVersion } from '../../core/project-version.ts'
import type { Step } from '../../core/steps.ts'
import type { Inspectors, ServiceName } from '../../core/topology.ts'
import type { Project } from '../../docker/compose-commands.ts'
import { askDocker } from '../../docker/daemon.ts'
import { devImage, devProject, inspectorOverlay } from '../../docker/development-project.ts'
import { majorVersion } from '../../docker/parse/docker-info.ts'
import type { ImageFacts } from '../../docker/parse/image.ts'
import type { Build } from '../../images/build-images.ts'
import { imageSources, nodeImageArgs } from '../../images/image-plan.ts'
import { everyTag, imageTags, type Tags } from '../../images/image-tags.ts'
import { backupFolder } from '../backup-folder.ts'
import { instanceSecrets } from '../development-secrets.ts'

export interface DevStack {
  project: Project
  /** Writes secrets that are new, and what publishes inspectors. */
  keep: readonly Step[]
  /** Tags of the development images. */
  tags: Tags
}

/**
 * The stack of this instance, with the images that its sources make on this base. Writes nothing.
 * @param inspectors ports of this machine on which Node's inspectors are published.
 */
export async function openDevStack(
  context: Context,
  base: Pick<ImageFacts, 'id'>,
  inspectors: Inspectors = {},
): Promise<DevStack> {
  const args = nodeImageArgs(context.config.nodeImage)
  const tags = imageTags(context, { target: 'dev', base: base.id, args })
  return { ...(await openProject(context, tags, inspectors)), tags }
}

/** The stack as far as it takes to stop it or to look at it: whatever its images are. */
export const openRunningStack = async (context: Context): Promise<Project> =>
  (
    await openProject(
      context,
      everyTag(() => 'any'),
      {},
    )
  ).project

async function openProject(
  context: Context,
  tags: Tags,
  inspectors: Inspectors,
): Promise<Omit<DevStack, 'tags'>> {
  const { root, instance } = context
  const { server } = await askDocker(context)
  const { secrets, keep } = instanceSecrets(instance.folder)
  const overlay = join(instance.folder, 'inspect.json')
  const inspected = Object.keys(inspectors)
  const project = devProject({
    root,
    checkout: checkoutKey(root),
    instance: instance.name,
    project: instance.project,
    ports: instance.ports,
    backups: backupFolder(context),
    version: projectVersion(root),
    // Windows has no such numbers, and Docker Desktop takes care of ownership there.
    uid: process.getuid?.() ?? 1000,
    gid: process.getgid?.() ?? 1000,
    tags,
    ...secrets,
    startInterval: majorVersion(server) >= 25,
    ...(inspected.length === 0 ? {} : { inspectors: { ports: inspectors, file: overlay } }),
  })
  const publish: Step = {
    summary: `publish the inspectors of ${inspected.join(', ')} on loopback: ${overlay}`,
    act() {
      mkdirSync(instance.folder, { recursive: true })
      writeFileSync(overlay, inspectorOverlay(inspectors))
    },
  }
  return { project, keep: inspected.length === 0 ? keep : [...keep, publish] }
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
