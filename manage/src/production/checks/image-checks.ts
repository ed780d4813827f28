import type { Finding } from '../../core/findings.ts'
import type { ProductionState, UsedImage } from './production-state.ts'

const dayMs = 86_400_000
/** Base images get their security fixes by being built anew. */
const oldAfterDays = 90
/** Their entry points leave root by themselves, or Compose gives them another user. */
const leavesRoot = /(^|\/)(postgres|redis|caddy)(:|@|$)/

/** What runs: as whom, how old, and whether it is what was tried. @param now milliseconds since 1970 */
export function imageChecks(
  { images, services }: Pick<ProductionState, 'images' | 'services'>,
  now: number,
): Finding[] {
  if (images.length === 0) {
    return [
      {
        category: 'images',
        name: 'images',
        status: 'warning',
        message: 'none of the images is here yet, so none was looked at',
        fix: 'pnpm manage prod:build, or prod:up --registry',
      },
    ]
  }
  const roots = images.filter(({ name, user }) => isRoot(user) && !leavesRoot.test(name))
  const old = images.filter(({ created }) => now - Date.parse(created) > oldAfterDays * dayMs)
  const loose = Object.values(services).filter(({ image }) => isLoose(image))
  const finding = (
    name: string,
    bad: readonly string[],
    status: 'warning' | 'failure',
    words: { good: string; bad: string; fix: string },
  ): Finding => ({
    category: 'images',
    name,
    status: bad.length > 0 ? status : 'ok',
    message: bad.length > 0 ? `${words.bad}: ${bad.join(', ')}` : words.good,
    ...(bad.length > 0 ? { fix: words.fix } : {}),
  })
  return [
    finding('user', roots.map(nameOf), 'failure', {
      good: 'no process of ours is root',
      bad: 'run as root',
      fix: 'Build them from the Dockerfiles of this checkout: pnpm manage prod:build',
    }),
    finding('age', old.map(nameOf), 'warning', {
      good: `none is older than ${oldAfterDays} days`,
      bad: `are older than ${oldAfterDays} days, and lack the fixes since`,
      fix: 'docker pull the base images, then: pnpm manage prod:build && pnpm manage prod:deploy',
    }),
    finding('pinned', [...new Set(loose.map(({ image }) => image))], 'warning', {
      good: 'every image has a version of its own',
      bad: 'mean another image tomorrow',
      fix: 'Name a version, or a digest (@sha256:…)',
    }),
  ]
}

const nameOf = ({ name }: UsedImage) => name
const isRoot = (user: string) => /^(root|0)?(:|$)/.test(user)

/** No tag, or one that moves at will. */
function isLoose(image: string): boolean {
  if (image.includes('@sha256:')) return false
  const tag = /:([^/:]+)$/.exec(image)?.[1]
  return tag === undefined || tag === 'latest'
}
