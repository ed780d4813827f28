import type { Finding } from '../../core/findings.ts'
import type { ProductionState, UsedImage } from './production-state.ts'

const dayMs = 86_400_000
/** Base images get their security fixes by being built anew. */
const oldAfterDays = 90
/** Caddy binds ports below 1024, with that capability and no other. */
const mayBeRoot = 'edge'

/** What runs: as whom, how old, and whether it is what was tried. @param now milliseconds since 1970 */
export function imageChecks(
  { images, services }: Pick<ProductionState, 'images' | 'services'>,
  now: number,
): Finding[] {
  const here = new Map(images.map((image) => [image.name, image]))
  const missing = [...new Set(Object.values(services).map(({ image }) => image))].filter(
    (name) => !here.has(name),
  )
  const roots = Object.entries(services).filter(
    ([name, { image, user }]) =>
      name !== mayBeRoot && here.has(image) && isRoot(user ?? here.get(image)?.user ?? ''),
  )
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
    finding('here', missing, 'warning', {
      good: 'all are on this machine',
      bad: 'are not on this machine, and were not looked at',
      fix: 'pnpm manage prod:build, or prod:up --registry',
    }),
    finding(
      'user',
      roots.map(([name]) => name),
      'failure',
      {
        good: 'nothing but the edge begins as root',
        bad: 'run as root',
        fix: 'Build them from the Dockerfiles of this checkout: pnpm manage prod:build',
      },
    ),
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
