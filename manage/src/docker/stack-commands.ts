import type { ProcessSpec } from '../core/process-spec.ts'

const docker = (...args: readonly string[]): ProcessSpec => ({ file: 'docker', args })

/** The label by which a swarm tells what belongs to a stack. */
export const stackLabel = 'com.docker.stack.namespace'

/**
 * Makes a stack's services what the document on stdin says; those that it does not name stay as they are. Images are
 * taken by their tags, because a swarm of one machine has them from no registry.
 */
export const stackDeploy = (stack: string): ProcessSpec =>
  docker('stack', 'deploy', '--compose-file', '-', '--resolve-image', 'never', stack)

export const stackRemove = (stack: string): ProcessSpec => docker('stack', 'rm', stack)

/** Names of a stack's services, one a line. */
export const stackServices = (stack: string): ProcessSpec =>
  docker('service', 'ls', '--filter', `label=${stackLabel}=${stack}`, '--format', '{{.Name}}')

/** @param names at least one */
export const inspectServices = (names: readonly string[]): ProcessSpec =>
  docker('service', 'inspect', ...names)

export const removeServices = (names: readonly string[]): ProcessSpec => docker('service', 'rm', ...names)

/** New tasks of the same description, as its own rules of an update have it. */
export const renewService = (name: string): ProcessSpec =>
  docker('service', 'update', '--detach', '--force', '--quiet', name)

/** The description before the last, as its own rules of a rollback have it. */
export const rollbackService = (name: string): ProcessSpec =>
  docker('service', 'rollback', '--detach', '--quiet', name)

/** Ids of every task of services that is remembered, one a line. @param names at least one */
export const listTasks = (names: readonly string[]): ProcessSpec =>
  docker('service', 'ps', '--quiet', '--no-trunc', ...names)

/** @param ids at least one */
export const inspectTasks = (ids: readonly string[]): ProcessSpec =>
  docker('inspect', '--type', 'task', ...ids)
