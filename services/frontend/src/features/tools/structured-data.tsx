import type { Tool } from '../../api/rest-types.ts'

/** The listing as schema.org data for search engines. `<` is escaped, so that no text can end the element. */
export function StructuredData({ tool, url }: { readonly tool: Tool; readonly url: string }) {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'SoftwareApplication',
    name: tool.name,
    url: tool.url,
    mainEntityOfPage: url,
    applicationCategory: 'MultimediaApplication',
    ...(tool.overview && { description: tool.overview }),
    ...(tool.price?.currency && {
      offers: { '@type': 'Offer', price: tool.price.amount, priceCurrency: tool.price.currency },
    }),
    ...(tool.profiles.length > 0 && { sameAs: tool.profiles }),
    ...(tool.pricing === 'free' && { offers: { '@type': 'Offer', price: 0, priceCurrency: 'EUR' } }),
    ...(tool.keyFeatures.length > 0 && { featureList: tool.keyFeatures }),
  }
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every `<` escaped
      dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll('<', '\\u003c') }}
    />
  )
}
