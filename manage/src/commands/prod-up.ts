import { defineCommand } from '../core/command.ts'
import { readRegistry } from '../core/flag-values.ts'
import { formatTable } from '../core/table.ts'
import { tiers } from '../docker/production-project.ts'
import { type ProdUpRequest, upPlan } from '../production/start-production.ts'

export const command = defineCommand({
  flags: {
    tier: {
      type: 'string',
      placeholder: tiers.join('|'),
      choices: tiers,
      default: 'scraper',
      summary: 'how much of Parlance runs',
    },
    publish: { type: 'boolean', summary: "open the services' ports on loopback too" },
    seed: { type: 'boolean', summary: 'load the sample catalogue, and make an administrator' },
    registry: {
      type: 'string',
      placeholder: 'registry/prefix',
      summary: 'run images from there instead of building them here',
    },
    'wait-timeout': {
      type: 'integer',
      placeholder: 'seconds',
      minimum: 1,
      default: 300,
      summary: 'give up when something is not healthy by then',
    },
  },
  examples: ['prod:up --tier core', 'prod:up --seed', 'prod:up --registry registry.example.org/parlance'],
  plan: async (context, { flags }) => upPlan(context, request(flags)),
  text({ tier, seconds, services, addresses }, style) {
    return [
      style.green(`The ${tier} tier is up in ${seconds.toFixed(1)} s.`),
      formatTable(services.map(({ name, health }) => [`  ${name}`, health])),
      formatTable(Object.entries(addresses).map(([name, address]) => [`  ${name}`, address])),
    ]
      .filter((part) => part !== '')
      .join('\n')
  },
})

interface UpFlags {
  tier: string
  publish: boolean
  seed: boolean
  registry: string | undefined
  'wait-timeout': number
}

const request = (flags: UpFlags): ProdUpRequest => ({
  tier: flags.tier as ProdUpRequest['tier'],
  publish: flags.publish,
  seed: flags.seed,
  registry: flags.registry === undefined ? undefined : readRegistry('--registry', flags.registry),
  waitTimeout: flags['wait-timeout'],
})
