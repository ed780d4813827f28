import { browserApi } from '../../api/browser-api.ts'
import { bodyOf } from '../../api/client.ts'
import { unreachable } from '../../api/problem.ts'
import { write } from '../../components/storage.ts'
import type { Language } from '../../i18n/languages.ts'
import { sessions } from '../auth/session.ts'
import { type FaultText, faultText } from './fault-text.ts'
import { nameKey } from './join-names.ts'

/**
 * Takes a guest's name; from here on they can write, with or without a network.
 * @param withIt loads what they write with
 * @returns which text says why it failed
 */
export async function join(
  apiUrl: string,
  body: { readonly name: string; readonly lang: Language },
  withIt: () => Promise<unknown>,
): Promise<FaultText | undefined> {
  const api = browserApi(apiUrl)
  try {
    const [session] = await Promise.all([
      bodyOf(api.POST('/api/v1/auth/guest', { body: { ...body, session: 'cookie' } })),
      withIt(),
    ])
    write(nameKey, body.name)
    sessions.set(session)
    return undefined
  } catch (error) {
    return faultText(unreachable(error).code)
  }
}
