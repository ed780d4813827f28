import { createHash } from 'node:crypto'
import { networkInterfaces } from 'node:os'
import { type Ipv4Range, parseRange, rangeText } from '../core/addresses.ts'
import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import { previewInstance } from '../core/preview-name.ts'
import type { ProcessSpec } from '../core/process-spec.ts'
import type { Step } from '../core/steps.ts'
import { runDocker } from '../docker/daemon.ts'
import { prodProjectName, productionLabel } from '../docker/production-project.ts'

/** As deploy/core.yml calls them, and which of them let nothing out. */
const networks = { internal: true, front: true, external: false } as const

/** 29 containers each: of every service of the full tier the one that goes and the one that comes. */
const prefix = 27
const addresses = 2 ** (32 - prefix)

/** Others take addresses while this looks for some. */
const mostTries = 20

const docker = (...args: readonly string[]): ProcessSpec => ({ file: 'docker', args })

type Ends = Pick<Ipv4Range, 'first' | 'last'>
const overlap = (one: Ends, other: Ends) => one.first <= other.last && other.first <= one.last

/**
 * The parts of a range that a network may take, the one first that its name always begins with: so a preview that is made again has the same
 * addresses as a rule, and two that are made at once seldom look at the same.
 *
 * @param range that all of them are taken from. @param taken what others have on this machine
 */
export function* freeSubnets(range: Ipv4Range, name: string, taken: readonly Ipv4Range[]): Generator<string> {
  const count = Math.floor((range.last - range.first + 1) / addresses)
  const begin = createHash('sha256').update(name).digest().readUInt32BE(0) % count
  for (let n = 0; n < count; n++) {
    const first = range.first + ((begin + n) % count) * addresses
    const own = { first, last: first + addresses - 1 }
    if (!taken.some((other) => overlap(own, other))) yield rangeText(first, prefix)
  }
}

/**
 * The networks of a preview, small ones: Docker by itself gives each thousands of addresses, of which it has for some thirty networks, and a
 * preview holds its networks asleep too. They are made as Compose would have made them, which then finds them.
 */
export function networksStep(context: Context, name: string): Step {
  const instance = previewInstance(name)
  const project = prodProjectName(instance)
  const { networks: range } = context.config.previews
  return {
    summary: `its networks, each with ${addresses} addresses of ${range.text}`,
    async act() {
      const found = await inspectAll(context)
      const due = Object.entries(networks)
        .map(([part, internal]) => ({ part, internal, name: `${project}_${part}` }))
        .filter((one) => {
          const there = found.find((other) => other.Name === one.name)
          if (there && there.Labels?.[productionLabel] !== instance) throw strangeNetwork(one.name)
          return there === undefined
        })
      const taken = [...found.flatMap(rangesOf), ...ownRanges()]
      for (const one of due) {
        const subnet = await createNetwork(context, one, {
          subnets: freeSubnets(range, one.name, taken),
          labels: [
            `${productionLabel}=${instance}`,
            `com.docker.compose.project=${project}`,
            `com.docker.compose.network=${one.part}`,
          ],
        })
        taken.push(parseRange(subnet) as Ipv4Range)
      }
    },
  }
}

/** @returns the part of the range that it has. @throws ManageError (failed) where none is left */
async function createNetwork(
  { runner, config }: Context,
  { name, internal }: { name: string; internal: boolean },
  { subnets, labels }: { subnets: Iterable<string>; labels: readonly string[] },
): Promise<string> {
  const options = [...(internal ? ['--internal'] : []), ...labels.flatMap((label) => ['--label', label])]
  let tries = 0
  for (const subnet of subnets) {
    const created = await runDocker(
      runner,
      docker('network', 'create', '--subnet', subnet, ...options, name),
    ).catch((error: unknown) => error)
    if (!(created instanceof Error)) return subnet
    // Somebody has taken it since this looked.
    if (!/overlap/i.test(JSON.stringify(created instanceof ManageError ? created.details : created.message)))
      throw created
    if (++tries === mostTries) break
  }
  throw new ManageError(
    'failed',
    `no addresses are left in ${config.previews.networks.text} for the network ${name}`,
    {
      hint: 'Remove previews that nobody needs: pnpm manage preview:clean. Or name another range of private addresses: PREVIEW_NETWORKS=10.214.0.0/16',
    },
  )
}

const strangeNetwork = (name: string) =>
  new ManageError('failed', `there is a network called ${name} that is no preview's`, {
    hint: `Whoever made it may need it. Look at it: docker network inspect ${name}`,
  })

interface Inspected {
  Name: string
  Labels?: Readonly<Record<string, string>> | null
  IPAM?: { Config?: readonly { Subnet?: string }[] | null }
}

/** All networks that there are. One that went meanwhile is left out. */
async function inspectAll({ runner }: Context): Promise<Inspected[]> {
  const ids = await runDocker(runner, docker('network', 'ls', '--no-trunc', '--quiet'))
  const all = ids.stdout.split('\n').filter(Boolean)
  if (all.length === 0) return []
  const { stdout } = await runDocker(runner, docker('network', 'inspect', ...all), { allow: [0, 1] })
  return JSON.parse(stdout || '[]') as Inspected[]
}

const rangesOf = ({ IPAM }: Inspected): Ipv4Range[] =>
  (IPAM?.Config ?? []).flatMap(({ Subnet = '' }) => parseRange(Subnet) ?? [])

/** What this machine itself is part of. */
const ownRanges = (): Ipv4Range[] =>
  Object.values(networkInterfaces())
    .flat()
    .flatMap((one) => parseRange(one?.cidr ?? '') ?? [])
