import type { AuditLog } from './audit-log.ts'
import type { CatalogueImports } from './catalogue-imports.ts'
import type { HostBlocks } from './host-blocks.ts'
import type { ListingDesk } from './listing-desk.ts'
import type { TranslationDesk } from './listing-translations.ts'
import type { PageChanges } from './page-changes.ts'
import type { People } from './people.ts'
import type { Reports } from './reports.ts'
import type { SettingsDesk } from './settings.ts'
import type { Taxonomy } from './taxonomy.ts'
import type { Work } from './work.ts'

/** What editors and administrators do. Who may do it is for the routes to say, with every request. */
export interface Administration {
  readonly audit: AuditLog
  readonly hosts: HostBlocks
  readonly imports: CatalogueImports
  readonly listings: ListingDesk
  readonly pageChanges: PageChanges
  readonly people: People
  readonly reports: Reports
  readonly settings: SettingsDesk
  readonly taxonomy: Taxonomy
  readonly translations: TranslationDesk
  readonly work: Work
}
