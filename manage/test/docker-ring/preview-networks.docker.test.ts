import { randomBytes } from 'node:crypto'
import { BlockList } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/core/config.ts'
import type { Context } from '../../src/core/context.ts'
import { createRunner } from '../../src/core/runner.ts'
import { carryOut } from '../../src/core/steps.ts'
import { networksStep } from '../../src/previews/preview-networks.ts'
import { checkout, docker, dockerSays, noDocker } from '../support/docker-ring.ts'

/** Docker has addresses for 31 networks where nobody says otherwise; these take 33. */
const previews = 11
const own = `n${randomBytes(3).toString('hex')}`
const label = 'dev.parlance.test-networks'

describe.skipIf(noDocker)(
  `networks of previews in Docker${noDocker ? ` (skipped: ${noDocker})` : ''}`,
  () => {
    const { signal } = new AbortController()
    const contextOf = (env: NodeJS.ProcessEnv) =>
      ({
        config: parseConfig(env),
        runner: createRunner({ cwd: checkout, env: process.env, signal }),
      }) as Context
    const make = (name: string, env: NodeJS.ProcessEnv = {}) => {
      const context = contextOf(env)
      return carryOut({ steps: [networksStep(context, name)], result: () => {} }, { ...context, signal })
    }
    const list = async () =>
      (await dockerSays('network', 'ls', '--format', '{{.Name}}', '--filter', `name=parlance-preview-${own}`))
        .split('\n')
        .filter(Boolean)
        .sort()
    const subnetsOf = async (names: readonly string[]) =>
      (
        await dockerSays('network', 'inspect', '--format', '{{(index .IPAM.Config 0).Subnet}}', ...names)
      ).split('\n')

    afterAll(async () => {
      const names = await list()
      const strange = await dockerSays('network', 'ls', '--quiet', '--filter', `label=${label}=${own}`)
      await docker('network', 'rm', ...names, ...strange.split('\n').filter(Boolean))
    })

    test('more fit than Docker has addresses for by itself, and again nothing is made', async () => {
      for (let n = 0; n < previews; n++) await make(`${own}-${n}`)
      const names = await list()
      expect(names).toHaveLength(3 * previews)
      const subnets = await subnetsOf(names)
      expect(new Set(subnets).size).toBe(names.length)
      const range = new BlockList()
      range.addSubnet('10.213.0.0', 16, 'ipv4')
      expect(subnets.filter((subnet) => !range.check(subnet.split('/')[0] ?? ''))).toEqual([])
      await make(`${own}-0`)
      expect(await list()).toEqual(names)
      const inside = await dockerSays(
        ...['network', 'inspect', '--format', '{{.Internal}}'],
        ...['internal', 'front', 'external'].map((part) => `parlance-preview-${own}-0_${part}`),
      )
      expect(inside.split('\n')).toEqual(['true', 'true', 'false'])
    })

    test('what others have is left alone, and a range that is full says so', async () => {
      const range = '10.212.77.0/24'
      await dockerSays('network', 'create', '--label', `${label}=${own}`, '--subnet', '10.212.77.0/25', own)
      const env = { PREVIEW_NETWORKS: range }
      await make(`${own}-x`, env)
      const subnets = await subnetsOf((await list()).filter((name) => name.includes(`${own}-x_`)))
      expect(subnets.map((subnet) => Number(subnet.split(/[./]/)[3]) >= 128)).toEqual([true, true, true])
      await expect(make(`${own}-y`, env)).rejects.toThrow(/no addresses are left in 10\.212\.77\.0\/24/)
    })

    test("a stranger's network of the same name is left alone, and named", async () => {
      const name = `parlance-preview-${own}-z_front`
      await dockerSays('network', 'create', '--subnet', '10.212.78.0/27', name)
      await expect(make(`${own}-z`)).rejects.toThrow(`there is a network called ${name}`)
    })
  },
)
