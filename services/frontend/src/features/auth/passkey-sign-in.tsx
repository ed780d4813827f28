'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useApi } from '../../api/browser.ts'
import { bodyOf } from '../../api/client.ts'
import type { SignedIn } from '../../api/rest-types.ts'
import { Button } from '../../components/ui/button.tsx'
import { isRefusal, signWithPasskey } from './passkey-device.ts'
import { faultOf, type SignInFault } from './sign-in-fault.ts'
import { usePasskeySupport } from './use-passkey-support.ts'

/** Signs in by a passkey, where the browser has them: the device knows whose it is, so nothing is typed. */
export function PasskeySignIn(props: {
  readonly onSignedIn: (signedIn: SignedIn) => void
  readonly onFault: (fault: SignInFault | undefined) => void
}) {
  const t = useTranslations('auth')
  const api = useApi()
  const supported = usePasskeySupport()
  const [asking, setAsking] = useState(false)
  if (!supported) return null

  async function signIn(): Promise<void> {
    setAsking(true)
    props.onFault(undefined)
    try {
      const response = await signWithPasskey(await bodyOf(api.POST('/api/v1/auth/passkey/options')))
      const body = { session: 'cookie' as const, response }
      props.onSignedIn(await bodyOf(api.POST('/api/v1/auth/passkey', { body })))
    } catch (error) {
      props.onFault(isRefusal(error) ? 'passkey' : faultOf(error))
    } finally {
      setAsking(false)
    }
  }

  return (
    <Button
      variant="outline"
      className="justify-self-start"
      disabled={asking}
      onClick={signIn}
      data-testid="passkey-sign-in"
    >
      {t('passkey')}
    </Button>
  )
}
