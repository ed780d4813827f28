import type { ProcessSpec } from '../core/process-spec.ts'

export interface BuildRequest {
  /** Absolute path of the build context: the root of the checkout. */
  context: string
  /** Path of the Dockerfile in the context. */
  dockerfile: string
  target: 'dev' | 'production'
  /** `name:tag`, each of which the result will carry. */
  tags: readonly string[]
  /** Build arguments; none is a secret, for they can be read from the image. */
  args: Readonly<Record<string, string>>
  labels: Readonly<Record<string, string>>
}

const docker = (...args: readonly string[]): ProcessSpec => ({ file: 'docker', args })
const pairs = (flag: string, values: Readonly<Record<string, string>>) =>
  Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`])

/** Progress goes to stderr as plain lines, which parse/build-progress.ts reads. */
export const buildImage = ({
  context,
  dockerfile,
  target,
  tags,
  args,
  labels,
}: BuildRequest): ProcessSpec => ({
  file: 'docker',
  args: [
    'build',
    '--progress',
    'plain',
    '--file',
    `${context}/${dockerfile}`,
    '--target',
    target,
    ...pairs('--build-arg', args),
    ...pairs('--label', labels),
    ...tags.flatMap((tag) => ['--tag', tag]),
    context,
  ],
  // An engine whose client has no Buildx builds with BuildKit when it is told to.
  env: { DOCKER_BUILDKIT: '1' },
})

/** A JSON array of those that exist; the exit code is 1 when one does not. */
export const inspectImages = (names: readonly string[]): ProcessSpec => docker('image', 'inspect', ...names)

export const pullImage = (name: string): ProcessSpec => docker('pull', '--quiet', name)

export const tagImage = (source: string, target: string): ProcessSpec => docker('tag', source, target)

/** Prints the digest under which the registry knows it. */
export const pushImage = (name: string): ProcessSpec => docker('push', name)

/** Images with their names, as one file that `docker load` takes; a layer that several share is in it once. */
export const saveImages = (file: string, names: readonly string[]): ProcessSpec =>
  docker('image', 'save', '--output', file, ...names)

/** A script in a container of the image, which reaches no network and is gone afterwards. */
export const runScript = (image: string, script: string): ProcessSpec =>
  docker('run', '--rm', '--network', 'none', '--entrypoint', 'sh', image, '-ec', script)

/** One JSON object a layer, newest first. */
export const imageHistory = (name: string): ProcessSpec =>
  docker('image', 'history', '--no-trunc', '--human=false', '--format', '{{json .}}', name)

/** Id and `name:tag` of images that carry every label, one a line. @param labels each `name=value`, or a name alone. */
export const listImages = (...labels: readonly string[]): ProcessSpec =>
  docker(
    'image',
    'ls',
    '--no-trunc',
    ...labels.flatMap((label) => ['--filter', `label=${label}`]),
    '--format',
    '{{.ID}} {{.Repository}}:{{.Tag}}',
  )

/** @param names at least one. */
export const removeImages = (names: readonly string[]): ProcessSpec => docker('image', 'rm', ...names)
