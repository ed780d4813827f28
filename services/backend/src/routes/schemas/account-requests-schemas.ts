import { Type } from 'typebox'
import { shortestPassword } from '../../features/accounts/membership.ts'
import { language } from './common-schemas.ts'

/** An address as letters go to: no blanks, and nothing that makes it several. */
const email = Type.String({
  minLength: 3,
  maxLength: 254,
  pattern: '^[^\\s@,;<>()"\\\\]+@[^\\s@,;<>()"\\\\]+$',
})
const token = Type.String({ minLength: 1, maxLength: 100, description: 'From the link of the letter.' })
const password = Type.String({ minLength: shortestPassword, maxLength: 1_024 })

export const accountOptions = Type.Object(
  {
    signUp: Type.Enum(['open', 'invite', 'closed'], {
      description: 'Who may have an account: everybody, who is invited, nobody new.',
    }),
    mail: Type.Boolean({
      description: 'Letters can be sent; without them nobody signs up or resets a password.',
    }),
    passkeys: Type.Boolean({ description: 'One can sign in with a passkey.' }),
  },
  { title: 'AccountOptions' },
)
export const signUpBody = Type.Object({
  email,
  name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S', description: 'Shown to the others.' }),
  password,
  lang: language,
})
export const confirmBody = Type.Object({ token })
export const forgotBody = Type.Object({ email, lang: language })
export const resetBody = Type.Object({ token, password })
