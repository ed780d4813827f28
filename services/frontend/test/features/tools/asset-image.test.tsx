import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Image } from '../../../src/api/rest-types.ts'
import { AssetImage } from '../../../src/features/tools/asset-image.tsx'

const image = (renditions: Image['renditions'], mediaType = 'image/webp'): Image => ({
  url: '/assets/full',
  width: 1_280,
  height: 800,
  mediaType,
  blurhash: '',
  palette: [],
  renditions,
})
const drawn = (of: Image) =>
  renderToStaticMarkup(<AssetImage image={of} apiUrl="https://a.example" alt="" sizes="100vw" />)

test('a browser is offered every size, in the newer format first, and the old one as it always was', () => {
  const html = drawn(
    image([
      { url: '/assets/full-avif', width: 1_280, mediaType: 'image/avif' },
      { url: '/assets/half', width: 640, mediaType: 'image/webp' },
      { url: '/assets/half-avif', width: 640, mediaType: 'image/avif' },
    ]),
  )
  const [source, img] = [/<source[^>]*>/.exec(html)?.[0], /<img[^>]*>/.exec(html)?.[0]]
  expect(source).toContain('type="image/avif"')
  expect(source).toContain(
    'srcSet="https://a.example/assets/full-avif 1280w, https://a.example/assets/half-avif 640w"',
  )
  expect(img).toContain('srcSet="https://a.example/assets/full 1280w, https://a.example/assets/half 640w"')
  expect(img).toContain('src="https://a.example/assets/full"')
  expect(html.indexOf('<source')).toBeLessThan(html.indexOf('<img'))
})

test.each(['image/webp', 'image/avif'])('a picture of one size in %s is shown as it is', (mediaType) => {
  const html = drawn(image([], mediaType))
  expect(html).not.toContain('<source')
  expect(html.toLowerCase()).not.toContain('srcset')
  expect(html).toContain('src="https://a.example/assets/full"')
})
