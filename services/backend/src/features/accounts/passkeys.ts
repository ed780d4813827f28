import { isIP } from 'node:net'
import { Problem } from '@parlance/service-kit'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { By } from '../administration/changes.ts'
import { newId } from '../identifiers.ts'
import type { Identity } from './accounts.ts'
import type { PasskeyStore, PasskeyView } from './passkey-port.ts'

/**
 * Passkeys (WebAuthn): a key on somebody's device that signs in by itself. The device asks for a finger, a face or a number
 * first (user verification), so that one is two factors at once.
 */
export interface Passkeys {
  /** Whether this site can have passkeys: its address has to be a name. */
  readonly available: boolean
  list(of: Identity): Promise<PasskeyView[]>
  /** What a browser makes a passkey of. @param label what the device shows beside it */
  begin(of: Identity, label: string): Promise<PublicKeyCredentialCreationOptionsJSON>
  /** @throws Problem `invalid` where it was not made for this, `conflict` for one that is known or too many */
  add(
    of: Identity,
    request: { name: string; response: RegistrationResponseJSON },
    sessionId: string | null,
    by: By,
  ): Promise<void>
  /** @throws Problem `not-found` */
  rename(of: Identity, id: string, name: string): Promise<void>
  /** @throws Problem `not-found` */
  remove(of: Identity, id: string, by: By): Promise<void>
  /** What a browser signs in with: any passkey that the device has for this site. */
  ask(): Promise<PublicKeyCredentialRequestOptionsJSON>
  /** @returns whose it is. @throws Problem `unauthenticated` for one that is unknown, or did not sign what was asked */
  prove(response: AuthenticationResponseJSON): Promise<string>
  /**
   * Whether somebody came without the second factor that their role wants, and has one to show: then nothing of how they
   * get in is changed, or a password alone would be enough to add another.
   */
  isOwed(of: Identity): Promise<boolean>
}

/** Milliseconds that somebody has for their device's question. */
const deadlineMs = 5 * 60_000
const mostPasskeys = 20
/** COSE names of what keys sign with: EdDSA, ES256, RS256. Named, so that no runtime's experiments are among them. */
const algorithms = [-8, -7, -257]

/** Loaded when somebody has a passkey: parsing certificates is a second of a busy machine's start. */
const library = () => import('@simplewebauthn/server')

/** @param siteUrl where visitors are; its host is what passkeys belong to. @param origins from which pages may ask for one */
export function createPasskeys(parts: {
  readonly store: PasskeyStore
  readonly siteUrl: string
  readonly origins: readonly string[]
  readonly now?: () => number
}): Passkeys {
  const { store, siteUrl, origins, now = Date.now } = parts
  const rpID = URL.parse(siteUrl)?.hostname ?? ''
  const available = rpID !== '' && isIP(rpID.replace(/[[\]]/g, '')) === 0
  const site = { expectedRPID: rpID, expectedOrigin: [siteUrl, ...origins], requireUserVerification: true }
  const assertAvailable = () => {
    if (!available) throw new Problem('precondition', 'Passkeys need a site whose address is a name.')
  }
  const keep = (challenge: string, userId: string | null) =>
    store.keepChallenge(challenge, userId, new Date(now() + deadlineMs))
  /** The challenge that was signed, taken. @throws Problem where it was not ours, or no longer */
  const take = async (clientDataJSON: string, userId: string | null): Promise<string> => {
    const challenge = challengeOf(clientDataJSON)
    if (challenge === undefined || !(await store.takeChallenge(challenge, userId, new Date(now())))) {
      throw new Problem(userId ? 'invalid' : 'unauthenticated', 'That took too long. Try again.', {
        reason: 'passkey-late',
      })
    }
    return challenge
  }

  return {
    available,
    list: ({ id }) => store.list(id),

    begin: async ({ id, name }, label) => {
      assertAvailable()
      const { generateRegistrationOptions } = await library()
      const options = await generateRegistrationOptions({
        rpName: 'Parlance',
        rpID,
        userName: label,
        userDisplayName: name,
        userID: new Uint8Array(Buffer.from(id)),
        timeout: deadlineMs,
        supportedAlgorithmIDs: algorithms,
        excludeCredentials: (await store.credentialsOf(id)).map(({ credentialId, transports }) => ({
          id: credentialId,
          transports: [...transports],
        })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      })
      await keep(options.challenge, id)
      return options
    },

    add: async ({ id: userId }, { name, response }, sessionId, by) => {
      const expectedChallenge = await take(response.response.clientDataJSON, userId)
      const { verifyRegistrationResponse } = await library()
      const answer = { ...site, response, expectedChallenge, supportedAlgorithmIDs: algorithms }
      const made = await verifyRegistrationResponse(answer).catch(() => undefined)
      if (!made?.verified) {
        throw new Problem('invalid', 'The passkey was not made for this site.', { reason: 'passkey-refused' })
      }
      const { id: credentialId, publicKey, counter, transports = [] } = made.registrationInfo.credential
      const passkey = { id: newId(now()), userId, credentialId, publicKey, counter, transports }
      const outcome = await store.add({ ...passkey, name: name.trim() }, sessionId, mostPasskeys, by)
      if (outcome === 'known') throw new Problem('conflict', 'This passkey belongs to an account already.')
      if (outcome === 'full') {
        throw new Problem('conflict', `There are ${mostPasskeys} passkeys: remove one that is not needed.`)
      }
    },

    rename: async ({ id: userId }, id, name) => {
      if (!(await store.rename(userId, id, name.trim()))) throw unknown()
    },

    remove: async ({ id: userId }, id, by) => {
      if (!(await store.remove(userId, id, by))) throw unknown()
    },

    ask: async () => {
      assertAvailable()
      const { generateAuthenticationOptions } = await library()
      const options = await generateAuthenticationOptions({
        rpID,
        timeout: deadlineMs,
        userVerification: 'required',
      })
      await keep(options.challenge, null)
      return options
    },

    prove: async (response) => {
      const expectedChallenge = await take(response.response.clientDataJSON, null)
      const known = await store.find(response.id)
      if (!known) {
        throw new Problem('unauthenticated', 'This passkey belongs to no account here.', {
          reason: 'passkey-unknown',
        })
      }
      const { userId, credentialId: id, publicKey, counter } = known
      const { verifyAuthenticationResponse } = await library()
      const proof = await verifyAuthenticationResponse({
        ...site,
        response,
        expectedChallenge,
        credential: { id, publicKey, counter, transports: [...known.transports] },
      }).catch(() => undefined)
      if (!proof?.verified || handleOf(response) !== userId) {
        throw new Problem('unauthenticated', 'The passkey did not sign what it was asked to.', {
          reason: 'passkey-refused',
        })
      }
      await store.used(known.id, proof.authenticationInfo.newCounter)
      return userId
    },

    isOwed: async ({ id, demandedRole }) =>
      demandedRole !== undefined && (await store.credentialsOf(id)).length > 0,
  }
}

/** The challenge that a browser says was signed; undefined for what no browser sends. */
function challengeOf(clientDataJSON: string): string | undefined {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString())
    if (typeof data !== 'object' || data === null || !('challenge' in data)) return undefined
    return typeof data.challenge === 'string' ? data.challenge : undefined
  } catch {
    return undefined
  }
}

/** Whose the device says the passkey is: what it was given when it was made. */
function handleOf({ response: { userHandle = '' } }: AuthenticationResponseJSON): string {
  return Buffer.from(userHandle, 'base64url').toString()
}

const unknown = () => new Problem('not-found', 'You have no such passkey.')
