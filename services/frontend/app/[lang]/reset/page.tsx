import { accountMetadata } from '../../../src/features/account/account-page.ts'
import { letterPage } from '../../../src/features/account/letter-page.tsx'

export const generateMetadata = accountMetadata('reset', '/reset')

export default letterPage('reset', ['password'])
