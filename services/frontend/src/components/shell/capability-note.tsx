import { Info } from 'lucide'
import { getTranslations } from 'next-intl/server'
import { readCapabilities } from '../../server/capabilities.ts'
import { Icon } from '../ui/icon.tsx'

/** Says what this installation cannot do, such as translating by machine; says nothing where it can do everything. */
export async function CapabilityNote() {
  const [t, missing] = await Promise.all([getTranslations('shell'), readCapabilities()])
  if (missing.length === 0) return null
  return (
    <ul className="grid gap-1 text-sm" data-testid="capability-note">
      {missing.map((name) => (
        <li key={name} className="flex gap-2 text-ink-soft">
          <Icon of={Info} className="mt-0.5 size-4 shrink-0" />
          {t(`missing.${name}`)}
        </li>
      ))}
    </ul>
  )
}
