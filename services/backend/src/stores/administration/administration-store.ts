import type { Pool } from 'pg'
import type { PgBoss } from 'pg-boss'
import type { Administration } from '../../features/administration/administration.ts'
import type { Settings } from '../../features/administration/settings.ts'
import { createAuditLog } from './audit-log-store.ts'
import { createCatalogueImports } from './catalogue-import-store.ts'
import { createHostBlocks } from './host-block-store.ts'
import { createListingDesk } from './listing-desk-store.ts'
import { createPageChanges } from './page-change-store.ts'
import { createPeople } from './people-store.ts'
import { createReports } from './report-store.ts'
import { createSettingsStore } from './settings-store.ts'
import { createTaxonomy } from './taxonomy-store.ts'
import { createTranslationDesk } from './translation-desk-store.ts'
import { createWork } from './work-store.ts'

/** All of the administration over one database. @param defaults settings as the environment has them */
export function createAdministration(
  pool: Pool,
  boss: Pick<PgBoss, 'insert' | 'send' | 'retry' | 'deleteJob'>,
  defaults: Settings,
): Administration {
  return {
    audit: createAuditLog(pool, boss),
    hosts: createHostBlocks(pool),
    imports: createCatalogueImports(pool, boss),
    listings: createListingDesk(pool),
    pageChanges: createPageChanges(pool, boss),
    people: createPeople(pool),
    reports: createReports(pool),
    settings: createSettingsStore(pool, defaults),
    taxonomy: createTaxonomy(pool),
    translations: createTranslationDesk(pool, boss),
    work: createWork(pool, boss),
  }
}
