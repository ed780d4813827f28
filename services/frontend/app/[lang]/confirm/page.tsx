import { type AccountPageProps, accountMetadata } from '../../../src/features/account/account-page.ts'
import { renderLetterPage } from '../../../src/features/account/letter-page.tsx'
import { withOutage } from '../../../src/features/outage/with-outage.tsx'

export const generateMetadata = accountMetadata('confirm', '/confirm')

export default withOutage((props: AccountPageProps) => renderLetterPage('confirm', [], props))
