import type { Finding } from '../../core/findings.ts'
import type { ProductionState } from './production-state.ts'

/** The variables that hold a secret, and the service whose file has them. */
const secrets = [
  ['backend', 'JWT_SECRET'],
  ['postgres', 'POSTGRES_PASSWORD'],
  ['redis', 'REDISCLI_AUTH'],
] as const
/** Where Grafana is not asked for, its password is nobody's. */
const grafanaSecret = ['grafana', 'GF_SECURITY_ADMIN_PASSWORD'] as const

/** 128 bits, as hexadecimal digits or as base64, are longer than this. */
const shortest = 22
/** Words of examples and of haste. */
const known = /change.?me|example|secret|passw|parlance|letmein|qwerty|admin|default/i

const howTo =
  'Take its line out of .env.backend and of the files that repeat it, then: pnpm manage secrets:init. A new POSTGRES_PASSWORD has to be told to PostgreSQL as well: ALTER ROLE parlance PASSWORD …'

/** Secrets that somebody could guess. */
export function secretChecks({ services }: Pick<ProductionState, 'services'>): Finding[] {
  const wanted = [...secrets, ...(services.grafana ? [grafanaSecret] : [])]
  const given = wanted.flatMap(([service, name]) => {
    const value = services[service]?.environment[name]
    return value === undefined ? [] : [{ name, value }]
  })
  const unseen = wanted.map(([, name]) => name).filter((name) => !given.some((one) => one.name === name))
  const weak = given.flatMap(({ name, value }) => {
    const why = weaknessOf(value)
    return why ? [`${name} ${why}`] : []
  })
  const shared = given.filter(({ name, value }) =>
    given.some((other) => other.name !== name && other.value === value),
  )
  const faults = [
    ...weak,
    ...(shared.length > 0 ? [`${shared.map(({ name }) => name).join(' and ')} are one and the same`] : []),
  ]
  const base = { category: 'secrets', name: 'strength' } as const
  if (faults.length > 0) return [{ ...base, status: 'failure', message: faults.join('; '), fix: howTo }]
  if (unseen.length > 0) {
    const message = `${unseen.join(', ')} comes from elsewhere, and was not looked at`
    return [{ ...base, status: 'warning', message, fix: `See that it has ${shortest} random signs or more.` }]
  }
  return [{ ...base, status: 'ok', message: `${given.length} secrets, long and unlike each other` }]
}

function weaknessOf(value: string): string | undefined {
  if (known.test(value)) return 'holds a word that everybody tries'
  if (value.length < shortest) return `has ${value.length} signs: ${shortest} are the least`
  if (new Set(value).size < 8) return 'repeats a few signs'
  return undefined
}
