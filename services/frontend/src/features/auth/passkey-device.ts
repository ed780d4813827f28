import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import type { PasskeyOptions } from '../../api/rest-types.ts'

/** What asks the device comes when somebody has a passkey made, or signs in with one. */
const library = () => import('@simplewebauthn/browser')

const common = { type: 'public-key' as const, clientExtensionResults: {} }

/** Has the device make a passkey. @returns what the backend takes of it. @throws Error as told by {@link isRefusal} and {@link isKnown} */
export async function makePasskey(options: PasskeyOptions) {
  const { startRegistration } = await library()
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON
  const { id, rawId, response } = await startRegistration({ optionsJSON })
  const { clientDataJSON, attestationObject, transports } = response
  return {
    ...common,
    id,
    rawId,
    response: { clientDataJSON, attestationObject, ...(transports && { transports }) },
  }
}

/** Has the device sign what the backend asked. @throws Error as told by {@link isRefusal} */
export async function signWithPasskey(options: PasskeyOptions) {
  const { startAuthentication } = await library()
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON
  const { id, rawId, response } = await startAuthentication({ optionsJSON })
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  return {
    ...common,
    id,
    rawId,
    response: { clientDataJSON, authenticatorData, signature, ...(userHandle && { userHandle }) },
  }
}

/** Whether the device refused, was told no, or was not answered: the browser tells none from another. */
export const isRefusal = (error: unknown) => error instanceof Error && error.name === 'NotAllowedError'

/** Whether the device has a passkey for the account already. */
export const isKnown = (error: unknown) => error instanceof Error && error.name === 'InvalidStateError'
