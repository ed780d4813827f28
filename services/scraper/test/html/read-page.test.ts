import { describe, expect, it } from 'vitest'
import { readPage } from '../../src/html/read-page.ts'

const url = 'https://www.example.org/tools/cutter'
const read = (body: string, headers: { contentType?: string; contentLanguage?: string } = {}) =>
  readPage({
    body: Buffer.from(body),
    url,
    contentType: headers.contentType,
    contentLanguage: headers.contentLanguage,
  })

describe('readPage', () => {
  it('reads a page that leaves out every tag that may be left out', async () => {
    const reading = await read(
      '<!doctype html><title>Cutter</title><h1>Cutter</h1><p>Trims video in the browser, fast.',
    )
    expect(reading.title).toBe('Cutter')
    expect(reading.text).toBe('Cutter\n\nTrims video in the browser, fast.')
  })

  it('has nothing to say of an empty page', async () => {
    expect(await read(' ')).toMatchObject({
      title: '',
      siteName: '',
      language: '',
      dir: '',
      text: '',
      icons: [{}],
      pricing: '',
    })
  })

  it.each(['-', '--', '---', '–', '––', '—', '―', '|', '·'])(
    'takes what stands behind the heading and %s for the name of the site',
    async (mark) => {
      const reading = await read(
        `<title>Montažka ${mark} Orodjarna</title><h1>Montažka</h1><p>Trims video in the browser, fast.`,
      )
      expect(reading).toMatchObject({ title: 'Montažka', name: 'Montažka', siteName: 'Orodjarna' })
    },
  )

  it('names languages as BCP 47 does', async () => {
    expect((await read('<html lang="PT_br"><p>x')).language).toBe('pt-BR')
    expect((await read('<html lang=""><meta property="og:locale" content="de_AT"><p>x')).language).toBe(
      'de-AT',
    )
    expect((await read('<p>x', { contentLanguage: 'nl, en' })).language).toBe('nl')
    expect((await read('<html lang="und"><p>x')).language).toBe('')
  })

  it('detects the language that a page does not state', async () => {
    const text = 'Le logiciel coupe les vidéos, écrit les sous-titres et les exporte dans toutes les tailles.'
    expect((await read(`<p>${text}</p>`)).language).toBe('fr')
    expect(
      (await read(`<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod.</p>`))
        .language,
    ).toBe('')
  })

  it('knows the direction that is stated, and that of the language', async () => {
    expect((await read('<html dir="RTL"><p>x')).dir).toBe('rtl')
    expect((await read('<html lang="he"><p>x')).dir).toBe('rtl')
    expect((await read('<html lang="en"><p>x')).dir).toBe('')
  })

  it('takes an address of the page itself, not of another site', async () => {
    const canonical = (href: string) => read(`<link rel="canonical" href="${href}"><p>x`)
    expect((await canonical('/cutter')).canonical).toBe('https://www.example.org/cutter')
    expect((await canonical('https://example.org/cutter')).canonical).toBe('https://example.org/cutter')
    expect((await canonical('https://evil.example/')).canonical).toBe('')
    expect((await canonical('javascript:alert(1)')).canonical).toBe('')
  })

  it('takes links against the base that the page states', async () => {
    const { previewImage } = await read(
      '<base href="https://cdn.example.org/a/"><meta property="og:image" content="b.png"><p>x',
    )
    expect(previewImage).toBe('https://cdn.example.org/a/b.png')
  })

  it('notices a redirect within the page', async () => {
    const refresh = (content: string) => read(`<meta http-equiv="Refresh" content="${content}"><p>x`)
    expect((await refresh('0; URL=/new')).refresh).toBe('https://www.example.org/new')
    expect((await refresh("3;url='https://example.net/'")).refresh).toBe('https://example.net/')
    expect((await refresh('600')).refresh).toBe('')
    expect((await refresh('60;url=/later')).refresh).toBe('')
  })

  it('takes no script, style or navigation for text', async () => {
    const reading = await read(
      '<nav>Menu</nav><script>var x</script><style>p{}</style><template>T</template><p>Prose.</p><form>Search</form>',
    )
    expect(reading.text).toBe('Prose.')
  })

  it('reads times as UTC unless they say otherwise', async () => {
    const time = async (content: string) =>
      (await read(`<meta property="article:published_time" content="${content}"><p>x`)).publishedTime
    expect(await time('2024-03-05')).toBe('2024-03-05T00:00:00.000Z')
    expect(await time('2024-03-05T10:00:00')).toBe('2024-03-05T10:00:00.000Z')
    expect(await time('2024-03-05T10:00:00+0200')).toBe('2024-03-05T08:00:00.000Z')
    expect(await time('March 5, 2024')).toBe('2024-03-05T00:00:00.000Z')
    expect(await time('1709632800')).toBe('2024-03-05T10:00:00.000Z')
    expect(await time('tomorrow')).toBe('')
    expect(await time('2999-01-01')).toBe('')
    expect(await time('0001-01-01')).toBe('')
  })
})
