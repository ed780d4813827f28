import { Info } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { readCapabilities } from '../../server/capabilities.ts'

/** Says what this installation cannot do, such as translating by machine; says nothing where it can do everything. */
export async function CapabilityNote() {
  const [t, missing] = await Promise.all([getTranslations('shell'), readCapabilities()])
  if (missing.length === 0) return null
  return (
    <ul className="grid gap-1 text-sm" data-testid="capability-note">
      {missing.map((name) => (
        <li key={name} className="flex gap-2 text-ink-soft">
          <Info className="mt-0.5 size-4 shrink-0" aria-hidden />
          {t(`missing.${name}`)}
        </li>
      ))}
    </ul>
  )
}
