import { useTranslations } from 'next-intl'
import { Skeleton } from '../../../../src/components/ui/skeleton.tsx'

const cards = ['a', 'b', 'c', 'd', 'e', 'f']

export default function ToolsLoading() {
  const t = useTranslations('shell')
  return (
    <div role="status" aria-label={t('loading')} className="wrap grid gap-6 py-8 md:py-12">
      <Skeleton className="h-12 w-64" />
      <Skeleton className="h-11" />
      <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
        {cards.map((card) => (
          <Skeleton key={card} className="h-80 rounded-lg" />
        ))}
      </div>
    </div>
  )
}
