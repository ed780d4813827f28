import { randomBytes } from 'node:crypto'
import { Problem } from '@parlance/service-kit'
import { Secret, TOTP } from 'otpauth'
import type { Identity, Role } from './accounts.ts'
import type { FactorClient, SecondFactorStore } from './second-factor-port.ts'
import { digestOf } from './tokens.ts'

/** Of whom a second factor is demanded. */
export type FactorDemand = 'nobody' | 'administrators' | 'editors'

/** How somebody's second factor stands. */
export interface FactorView {
  readonly enabled: boolean
  /** Recovery codes that were not used. */
  readonly codesLeft: number
  /** The site demands it of their role: until it is there, they may what a member may. */
  readonly demanded: boolean
}

/** Codes of an authenticator (RFC 6238), and recovery codes for when it is lost. */
export interface SecondFactor {
  view(of: Identity): Promise<FactorView>
  /** Makes a secret for an authenticator. @throws Problem `conflict` where there is a second factor already */
  begin(of: Identity): Promise<{ secret: string; uri: string }>
  /** @returns the recovery codes, the only time. @throws Problem `invalid` for a wrong code */
  confirm(of: Identity, code: string, client: FactorClient): Promise<{ codes: string[] }>
  /** Takes it away, by a code of it. @throws Problem `invalid` for a wrong code */
  remove(of: Identity, code: string, client: FactorClient): Promise<void>
  /** Whether a sign-in needs a code, and this is one: an authenticator's or a recovery code, each good once. */
  check(userId: string, code: string | undefined): Promise<'none' | 'needed' | 'right' | 'wrong'>
}

const recoveryCodes = 10
/** Steps of thirty seconds that a clock may be off. */
const window = 1

const authenticatorCode = /^[0-9]{6}$/

/** A code as somebody types or pastes it: in groups, or in the wide digits of an East Asian keyboard. */
function readCode(given: string): string {
  return given.normalize('NFKC').replace(/[\s-]/g, '').toLowerCase()
}

/** Whether a second factor is demanded of a role. */
export function isDemanded(demand: FactorDemand, role: Role): boolean {
  if (demand === 'nobody') return false
  return role === 'admin' || (demand === 'editors' && role === 'editor')
}

/** @param issuer what authenticators show beside the code */
export function createSecondFactor(parts: {
  readonly store: SecondFactorStore
  readonly demand: FactorDemand
  readonly issuer: string
  readonly now?: () => number
}): SecondFactor {
  const { store, demand, issuer, now = Date.now } = parts
  const totpOf = (secret: string, label = 'account') =>
    new TOTP({ issuer, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 })
  /** The time step of a code that is right now; undefined for a wrong one. */
  const stepOf = (secret: string, code: string): number | undefined => {
    // The library compares bytes and throws where six signs are more than six bytes.
    if (!authenticatorCode.test(code)) return undefined
    const totp = totpOf(secret)
    const delta = totp.validate({ token: code, window, timestamp: now() })
    return delta === null ? undefined : totp.counter({ timestamp: now() }) + delta
  }
  const wrong = () =>
    new Problem('invalid', 'The code is wrong, or was used already.', { reason: 'code-wrong' })

  const check: SecondFactor['check'] = async (userId, given) => {
    const factor = await store.find(userId)
    if (!factor?.confirmed) return 'none'
    const code = readCode(given ?? '')
    if (code === '') return 'needed'
    if (authenticatorCode.test(code)) {
      const step = stepOf(factor.secret, code)
      return step !== undefined && (await store.takeStep(userId, step)) ? 'right' : 'wrong'
    }
    return (await store.takeCode(userId, digestOf(code))) ? 'right' : 'wrong'
  }

  return {
    view: async ({ id, demandedRole, role }) => {
      const factor = await store.find(id)
      const enabled = factor?.confirmed ?? false
      const codesLeft = enabled ? await store.codesLeft(id) : 0
      return { enabled, codesLeft, demanded: isDemanded(demand, demandedRole ?? role) }
    },

    begin: async ({ id, name }) => {
      const { base32: secret } = new Secret({ size: 20 })
      if (!(await store.begin(id, secret))) {
        throw new Problem('conflict', 'There is a second factor already: take it away first.')
      }
      return { secret, uri: totpOf(secret, name).toString() }
    },

    confirm: async ({ id }, code, client) => {
      const factor = await store.find(id)
      if (!factor || factor.confirmed) {
        throw new Problem('precondition', 'Begin with a new secret first.', { reason: 'no-secret' })
      }
      const step = stepOf(factor.secret, readCode(code))
      if (step === undefined) throw wrong()
      const codes = Array.from({ length: recoveryCodes }, newCode)
      if (
        !(await store.confirm(
          id,
          step,
          codes.map((each) => digestOf(each.replace('-', ''))),
          client,
        ))
      )
        throw wrong()
      return { codes }
    },

    remove: async ({ id }, code, client) => {
      if ((await check(id, code)) !== 'right') throw wrong()
      await store.remove(id, client)
    },

    check,
  }
}

/** Fifty bits in ten letters and digits that are not taken for one another. */
function newCode(): string {
  const signs = 'abcdefghjkmnpqrstuvwxyz023456789'
  const text = [...randomBytes(10)].map((byte) => signs[byte % signs.length]).join('')
  return `${text.slice(0, 5)}-${text.slice(5)}`
}
