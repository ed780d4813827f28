import { accountMetadata } from '../../../src/features/account/account-page.ts'
import { letterPage } from '../../../src/features/account/letter-page.tsx'

export const generateMetadata = accountMetadata('confirm', '/confirm')

export default letterPage('confirm', [])
