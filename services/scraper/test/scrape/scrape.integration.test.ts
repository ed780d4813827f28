import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestService } from '../support/service.ts'
import { file, html, productPage, redirect, status, svgIcon, Web } from '../support/web.ts'

let web: Web
let service: TestService

beforeAll(async () => {
  const card = await sharp({ create: { width: 1_200, height: 630, channels: 3, background: '#2040a0' } })
    .png()
    .toBuffer()
  web = await Web.open({
    '/': html(productPage),
    '/moved': redirect('/', 301),
    '/refresh': html('<meta http-equiv="refresh" content="0; url=/"><title>Moved</title>'),
    '/card.png': file(card, 'image/png'),
    '/icon.svg': file(svgIcon, 'image/svg+xml'),
    '/robots.txt': status(404),
    '/plain': html('<title>Nothing much</title><p>Hello.</p>'),
  })
  service = await TestService.start(web.host)
})
afterAll(async () => {
  await service.stop()
  await web.close()
})

describe('a scrape over gRPC', () => {
  it('streams progress, then images, then the result', async () => {
    const { progress, images, result, order } = await service.scrape(web.url())
    expect(progress.map(({ step }) => step)).toEqual(['STEP_CHECK', 'STEP_FETCH', 'STEP_READ', 'STEP_LOGO'])
    const fractions = progress.map(({ fraction }) => fraction)
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
    expect(order.at(-1)).toBe('result')
    expect(images.map(({ kind, mediaType, width }) => `${kind} ${mediaType} ${width}`)).toEqual([
      'IMAGE_KIND_LOGO image/webp 256',
      'IMAGE_KIND_LOGO image/avif 256',
      'IMAGE_KIND_LOGO image/webp 128',
      'IMAGE_KIND_LOGO image/avif 128',
      'IMAGE_KIND_LOGO image/webp 64',
      'IMAGE_KIND_LOGO image/avif 64',
      'IMAGE_KIND_PREVIEW image/jpeg 1200',
    ])
    expect(result.page).toMatchObject({
      url: web.url(),
      title: 'Cutter – edit video in the browser',
      siteName: 'Cutter',
      description: 'Cutter trims, captions and exports video without a download.',
      language: 'en',
      features: ['Automatic captions', 'Background removal', '4K export'],
      pricing: 'freemium',
    })
    expect(result.page?.text).toContain('made for teachers, sellers and small newsrooms')
    expect(result.unavailable.map(({ what, code }) => `${what} ${code}`)).toEqual(['description no-key'])
  })

  it('sends each image in the size that it says, with palette and blurhash', async () => {
    const { images } = await service.scrape(web.url())
    for (const image of images) {
      const { width, height, format } = await sharp(image.content).metadata()
      expect([width, height]).toEqual([image.width, image.height])
      expect(image.mediaType).toBe(format === 'heif' ? 'image/avif' : `image/${format}`)
      expect(image.content.length).toBeLessThanOrEqual(1_048_576)
      expect(image.blurhash.length).toBeGreaterThan(6)
      expect(image.palette[0]).toMatch(/^#[0-9a-f]{6}$/)
    }
    expect(images.find(({ kind }) => kind === 'IMAGE_KIND_PREVIEW')?.palette[0]).toBe('#2040a0')
    expect(images.find(({ kind }) => kind === 'IMAGE_KIND_LOGO')?.palette[0]).toBe('#d02030')
  })

  it('follows redirects and says where they led', async () => {
    const { result } = await service.scrape(web.url('/moved'))
    expect(result.redirects).toBe(1)
    expect(result.page?.finalUrl).toBe(web.url('/'))
  })

  it('follows a redirect within the page', async () => {
    const { result } = await service.scrape(web.url('/refresh'))
    expect(result.page?.title).toBe('Cutter – edit video in the browser')
    expect(result.redirects).toBe(1)
  })

  it('names what is missing instead of failing', async () => {
    const { result, images } = await service.scrape(web.url('/plain'))
    expect(images).toEqual([])
    expect(result.unavailable.map(({ what, code }) => `${what} ${code}`)).toEqual([
      'logo not-found',
      'preview not-found',
      'description no-key',
    ])
  })

  it('says honestly who reads', async () => {
    await service.scrape(web.url())
    expect(web.headers.every((headers) => headers['user-agent']?.includes('ParlanceBot/0.0.0-test'))).toBe(
      true,
    )
  })

  it('says what it can do', async () => {
    const { capabilities, limit } = await service.capabilities()
    expect(limit).toBe(2)
    expect(capabilities.find(({ name }) => name === 'description')).toMatchObject({ available: false })
  })

  it('counts scrapes, pictures and what was missing', async () => {
    const text = await service.metrics.registry.metrics()
    expect(text).toMatch(/parlance_scraper_scrapes_total\{outcome="ok",service="scraper"\} [1-9]/)
    expect(text).toMatch(
      /parlance_scraper_assets_total\{kind="logo",type="image\/webp",service="scraper"\} [1-9]/,
    )
    expect(text).toMatch(
      /parlance_scraper_missing_total\{what="description",code="no-key",service="scraper"\} [1-9]/,
    )
    expect(text).toContain('parlance_scraper_running{service="scraper"} 0')
  })
})
