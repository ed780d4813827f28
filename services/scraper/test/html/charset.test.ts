import { describe, expect, it } from 'vitest'
import { decodeHtml } from '../../src/html/charset.ts'

const latin1 = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))
/** windows-1251, whose Cyrillic letters stand in the order of Unicode from А at 0xc0. */
const cyrillic = (text: string) =>
  Uint8Array.from(text, (char) =>
    /[А-я]/.test(char) ? char.charCodeAt(0) - 0x410 + 0xc0 : char.charCodeAt(0),
  )
const meta = (charset: string) => `<html><head><meta charset="${charset}"></head>`

describe('decodeHtml', () => {
  it('believes the byte order mark before the header', () => {
    const body = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('é')])
    expect(decodeHtml(body, 'text/html; charset=windows-1252')).toBe('é')
    expect(decodeHtml(Buffer.from('\uFEFFé', 'utf16le'), undefined)).toBe('é')
  })

  it('believes the header before the page', () => {
    expect(decodeHtml(latin1(`${meta('utf-8')}\xe9`), 'text/html; charset="ISO-8859-1"')).toContain('é')
  })

  it('believes the page where it is not UTF-8', () => {
    const sjis = Buffer.concat([Buffer.from(meta('Shift_JIS')), Buffer.from([0x93, 0xfa, 0x96, 0x7b])])
    expect(decodeHtml(sjis, 'text/html')).toContain('日本')
    const koi8 = Buffer.concat([
      Buffer.from('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">'),
      Buffer.from([0xf2, 0xd5, 0xd3]),
    ])
    expect(decodeHtml(koi8, undefined)).toContain('Рус')
  })

  it('does not believe a page that is UTF-8 and says otherwise', () => {
    expect(decodeHtml(Buffer.from(`${meta('gb2312')}新电脑`), undefined)).toContain('新电脑')
  })

  it('passes over charsets in comments and ones that do not exist', () => {
    expect(decodeHtml(latin1(`<!-- <meta charset="koi8-r"> --><p>\xe9`), undefined)).toContain('é')
    expect(decodeHtml(latin1(`${meta('klingon')}\xe9`), 'text/html; charset=klingon')).toContain('é')
  })

  it('falls back to windows-1252, as browsers do', () => {
    expect(decodeHtml(latin1('caf\xe9 \x93quoted\x94'), undefined)).toBe('café “quoted”')
  })

  it('knows UTF-16 without its mark by the zero bytes of its markup', () => {
    const page = '<!doctype html><html><head><title>Привет</title></head></html>'
    expect(decodeHtml(Buffer.from(page, 'utf16le'), undefined)).toContain('Привет')
    expect(decodeHtml(Buffer.from(page, 'utf16le').swap16(), 'text/html; charset=utf-8')).toContain('Привет')
  })

  it.each([
    ['windows-1251', 'Привет, мир. Эта страница рассказывает простыми словами, что это за вещь.', cyrillic],
    [
      'ISO-8859-1',
      'Déjà vu : la fenêtre était très élégante, et l’été à l’île aussi. Où êtes-vous allés, à Orléans ?'.replaceAll(
        '’',
        "'",
      ),
      (text: string) => latin1(text),
    ],
  ])('guesses %s where nothing is declared', (_name, text, encode) => {
    const page = Buffer.concat([Buffer.from('<html><title>x</title><p>'), encode(text), encode(text)])
    expect(decodeHtml(page, undefined)).toContain(text)
  })

  it('notices a false declaration', () => {
    const text = 'Эта страница рассказывает простыми словами, что это за вещь и для кого она.'
    const page = Buffer.concat([Buffer.from(meta('utf-8')), cyrillic(text)])
    expect(decodeHtml(page, 'text/html; charset=utf-8')).toContain(text)
    expect(decodeHtml(Buffer.from(`<p>${text}`), 'text/html; charset=iso-8859-1')).toContain(text)
  })
})
