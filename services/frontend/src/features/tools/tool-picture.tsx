import { useTranslations } from 'next-intl'
import type { Tool } from '../../api/rest-types.ts'
import { CategoryArt } from '../categories/category-art.tsx'
import { AssetImage } from './asset-image.tsx'
import { assetUrl } from './asset-url.ts'

/** Whether there is a picture of the website itself. */
export function hasPicture(tool: Tool): boolean {
  return Boolean(tool.screenshot ?? tool.preview)
}

/** The picture beside links to a listing, where it has one that every network shows. */
export function linkPicture(tool: Tool, apiUrl: string): { url: string; alt: string } | undefined {
  const { preview } = tool
  return preview?.mediaType === 'image/jpeg' ? { url: assetUrl(apiUrl, preview), alt: tool.name } : undefined
}

/** The category's picture, for a listing whose website was never photographed. */
export function CategoryPicture({ tool }: { readonly tool: Tool }) {
  return (
    <div className="overflow-hidden rounded-lg border-2 border-ink">
      <CategoryArt category={tool.category?.slug ?? ''} seed={tool.slug} className="aspect-[16/9] w-full" />
    </div>
  )
}

/** The website as a browser saw it, or the picture that it sends with links to it; nothing where there is neither. */
export function ToolPicture({ tool, apiUrl }: { readonly tool: Tool; readonly apiUrl: string }) {
  const t = useTranslations('tool')
  const picture = tool.screenshot ?? tool.preview
  if (!picture) return null
  return (
    <figure className="overflow-hidden rounded-lg border-2 border-ink bg-sunk">
      <div aria-hidden className="flex items-center gap-1.5 border-b-2 border-ink bg-card px-3 py-2">
        <span className="size-3 rounded-full bg-coral" />
        <span className="size-3 rounded-full bg-sun" />
        <span className="size-3 rounded-full bg-teal" />
        <span className="ms-2 truncate text-xs text-ink-soft">{tool.url}</span>
      </div>
      <AssetImage
        image={picture}
        filled
        apiUrl={apiUrl}
        alt={t('screenshotOf', { name: tool.name })}
        sizes="(min-width: 64rem) 46rem, 100vw"
        fetchPriority="high"
        data-testid="tool-screenshot"
        className="h-auto max-h-[34rem] w-full object-cover object-top"
      />
    </figure>
  )
}
