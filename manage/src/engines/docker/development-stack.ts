import { join } from 'node:path'
import type { Context } from '../../core/context.ts'
import { checkoutKey } from '../../core/instance.ts'
import { projectVersion } from '../../core/project-version.ts'
import { type ServiceName, serviceNames } from '../../core/topology.ts'
import type { Project } from '../../docker/compose-commands.ts'
import { askDocker } from '../../docker/daemon.ts'
import { devImage, devProject } from '../../docker/development-project.ts'
import { needImage } from '../../docker/local-images.ts'
import { majorVersion } from '../../docker/parse/docker-info.ts'
import type { Build } from '../../images/build-images.ts'
import { imageKey } from '../../images/image-key.ts'
import { imageSources, nodeImageArgs } from '../../images/image-plan.ts'
import { instanceSecrets } from '../development-secrets.ts'

export interface DevStack {
  project: Project
  /** Tags of the development images. */
  tags: Readonly<Record<ServiceName, string>>
}

/** Everything that the development stack of this instance needs to know. @param preview writes no secret. */
export async function openDevStack(context: Context, { preview = false } = {}): Promise<DevStack> {
  const { root, instance, runner, output, config } = context
  const [info, base] = await Promise.all([askDocker(context), needImage(runner, output, config.nodeImage)])
  const tags = Object.fromEntries(
    serviceNames.map((service) => [
      service,
      imageKey({
        root,
        source: imageSources[service],
        target: 'dev',
        base: base.id,
        args: nodeImageArgs(config.nodeImage),
      }),
    ]),
  ) as Record<ServiceName, string>
  const secrets = instanceSecrets(instance.folder, preview)
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
    startInterval: majorVersion(info.server) >= 25,
  })
  return { project, tags }
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
