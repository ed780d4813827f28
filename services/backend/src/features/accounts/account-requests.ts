import type { Language } from '@parlance/contracts/languages'
import { Problem } from '@parlance/service-kit'
import type { Cache } from '../cache-port.ts'
import { newId } from '../identifiers.ts'
import { writeMail } from './account-mails.ts'
import type { AccountRequestStore, TokenFault } from './account-request-port.ts'
import { cleanName } from './clean-name.ts'
import type { Mailer } from './mailer-port.ts'
import { hashPassword } from './passwords.ts'
import { digestOf, newToken } from './tokens.ts'

/** Who may have an account: everybody, who is invited, nobody new. */
export type SignUpPolicy = 'open' | 'invite' | 'closed'

/** What the pages offer. */
export interface AccountOptions {
  readonly signUp: SignUpPolicy
  /** Whether letters can be sent; without them nobody signs up or resets a password alone. */
  readonly mail: boolean
  /** Whether one can sign in with a passkey. */
  readonly passkeys: boolean
}

interface Client {
  readonly ip: string
  readonly requestId: string
}

/** Accounts and passwords by letter. Whether an address has an account is told to who reads its letters, and nobody else. */
export interface AccountRequests {
  options(): AccountOptions
  /** @throws Problem `forbidden` where nobody may sign up, `precondition` where no letter can be sent */
  signUp(
    request: { email: string; name: string; password: string; lang: Language },
    guestId: string | undefined,
  ): Promise<void>
  /** @throws Problem `not-found`, `gone`, `conflict` for an address that has an account by now */
  confirm(token: string, client: Client): Promise<{ email: string }>
  /** @throws Problem `precondition` where no letter can be sent */
  requestReset(request: { email: string; lang: Language }): Promise<void>
  /** @throws Problem `not-found`, `gone` */
  reset(request: { token: string; password: string }, client: Client): Promise<{ email: string }>
  /** Sends the letter of a request; may be called again, and then the last letter is the one that holds. */
  sendLetter(id: string): Promise<void>
}

const hour = 3_600_000
const lifetimesMs = { sign_up: 24 * hour, reset: hour } as const
/** Letters to one address in an hour; those beyond are not sent, and nobody is told. */
const lettersAnHour = 5

const refusals = {
  unknown: ['not-found', 'There is no such link. Copy the whole of it.'],
  used: ['gone', 'This link was used already.'],
  expired: ['gone', 'This link is no longer valid. Ask for another one.'],
  taken: ['conflict', 'There is an account with this address. Sign in.'],
} as const

/** Accounts and passwords by letter. @param parts `passkeys`: whether the site can have them */
export function createAccountRequests(parts: {
  readonly store: AccountRequestStore
  readonly mailer: Mailer
  readonly cache: Pick<Cache, 'count'>
  readonly policy: SignUpPolicy
  readonly passkeys: boolean
  /** Without a slash at the end. */
  readonly siteUrl: string
  readonly now?: () => number
}): AccountRequests {
  const { store, mailer, cache, policy, siteUrl, passkeys, now = Date.now } = parts
  const link = (lang: Language, page: string, token: string) => `${siteUrl}/${lang}/${page}?token=${token}`
  const needMail = () => {
    if (mailer.available) return
    throw new Problem('precondition', 'This site sends no mail. Ask who runs it for an invitation.', {
      reason: 'no-mail',
    })
  }
  const tooMany = async (email: string) =>
    (await cache.count(`letters:${digestOf(email)}`, hour)).count > lettersAnHour
  const answer = (done: { email: string } | TokenFault) => {
    if (typeof done !== 'string') return { email: done.email }
    const [code, detail] = refusals[done]
    throw new Problem(code, detail, { reason: `link-${done}` })
  }

  return {
    options: () => ({ signUp: policy, mail: mailer.available, passkeys }),

    signUp: async ({ email, name, password, lang }, guestId) => {
      if (policy !== 'open') {
        throw new Problem('forbidden', 'Accounts are made by invitation here.', { reason: 'sign-up-closed' })
      }
      needMail()
      const request = { name: cleanName(name), passwordHash: await hashPassword(password) }
      await add('sign_up', email, lang, request, guestId ?? null)
    },

    confirm: async (token, client) => answer(await store.confirm(digestOf(token), client)),

    requestReset: async ({ email, lang }) => {
      needMail()
      await add('reset', email, lang, { name: '', passwordHash: '' }, null)
    },

    reset: async ({ token, password }, client) =>
      answer(await store.reset(digestOf(token), await hashPassword(password), client)),

    sendLetter: async (id) => {
      const request = await store.find(id)
      if (!request) return
      const { kind, email, language } = request
      const account = await store.accountOf(email)
      // Only who reads the letters of an address learns whether it has an account.
      if (kind === 'reset' && account !== 'open') return store.forget(id)
      if (kind === 'sign_up' && account !== 'none') {
        await mailer.send(writeMail('exists', language, email, `${siteUrl}/${language}/forgot`))
        return store.forget(id)
      }
      const token = newToken()
      await store.giveToken(id, digestOf(token))
      const page = kind === 'sign_up' ? 'confirm' : 'reset'
      await mailer.send(writeMail(page, language, email, link(language, page, token)))
    },
  }

  async function add(
    kind: 'sign_up' | 'reset',
    email: string,
    language: Language,
    request: { name: string; passwordHash: string },
    guestId: string | null,
  ): Promise<void> {
    const address = email.trim().toLowerCase()
    if (await tooMany(address)) return
    const expiresAt = new Date(now() + lifetimesMs[kind])
    await store.add({ id: newId(now()), kind, email: address, language, guestId, expiresAt, ...request })
  }
}
