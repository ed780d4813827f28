import type { OddPage } from './odd-page.ts'

const doc = (lang: string, head: string, body: string) =>
  `<!doctype html><html lang="${lang}"><head>${head}</head><body>${body}</body></html>`
/** Bytes of UTF-16, low byte first or high byte first, without a mark. */
function utf16(text: string, order: 'le' | 'be'): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}
const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'))
const join = (...parts: (string | Uint8Array)[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  )

const jaLong = 'この町では、潮が引くと道が現れます。子どもたちは靴を脱いで、対岸の灯台まで歩いて行きます。'

/** Pages in encodings that they do not declare, or declare falsely. */
export const encodedPages: readonly OddPage[] = [
  {
    id: 'bytes/utf16le-japanese',
    url: 'https://keito.example/u16',
    html: '',
    body: utf16(
      doc('ja', '<title>桟橋の時計</title>', `<h1>桟橋の時計</h1><p>${jaLong.repeat(4)}</p>`),
      'le',
    ),
    contentType: 'text/html',
    expected: { title: '桟橋の時計', language: 'ja' },
  },
  {
    id: 'bytes/utf16be-declared-utf8',
    url: 'https://chaoxi.example/u16',
    html: '',
    body: utf16(
      doc(
        'zh',
        '<meta charset="utf-8"><title>海上的钟</title>',
        '<h1>海上的钟</h1><p>退潮的时候，一条路会从海里露出来。孩子们脱下鞋子，一直走到对岸的灯塔。</p>',
      ),
      'be',
    ),
    contentType: 'text/html; charset=utf-8',
    expected: { title: '海上的钟', language: 'zh' },
  },
  {
    id: 'bytes/utf8-with-a-broken-letter-undeclared',
    url: 'https://rives.example/broken',
    html: '',
    body: join(
      '<html><head><title>',
      Buffer.from('Le dernier passeur à la dérive'),
      '</title></head><body><h1>',
      Buffer.from('Le passeur'),
      '</h1><p>',
      Buffer.from(
        'À Saint-Maur, un homme fait traverser le fleuve à ceux que le pont n’intéresse pas. Été comme hiver, il rame. '.repeat(
          4,
        ),
      ),
      hex('c3'),
      ' fin</p></body></html>',
    ),
    contentType: 'text/html',
    expected: { title: 'Le dernier passeur à la dérive', language: 'fr' },
  },
  {
    id: 'bytes/windows-1250-declared-utf8',
    url: 'https://prilis.example/',
    html: '',
    // Windows-1250: Příliš žluťoučký kůň
    body: join(
      '<html lang="cs"><head><meta charset="utf-8"><title>',
      hex('50f8ed6c69 9a 20 9e 6c75 9d 6f75 e8 6b fd 20 6b f9 f2'),
      '</title></head><body><p>',
      ...Array.from({ length: 12 }, () =>
        join(
          hex('50f8ed6c69 9a 20 9e 6c75 9d 6f75 e8 6b fd 20 6b f9 f2'),
          ' ',
          hex('fa70ec6c'),
          ' ',
          hex('ef e162656c736be9'),
          ' ',
          hex('f3 6479'),
          '. ',
        ),
      ),
      '</p></body></html>',
    ),
    contentType: 'text/html; charset=utf-8',
    expected: { title: 'Příliš žluťoučký kůň', language: 'cs' },
  },
  {
    id: 'bytes/shift-jis-undeclared',
    url: 'https://keito.example/sjis',
    html: '',
    // Shift_JIS: この町の時計 / 道が現れます。子どもたち
    body: join(
      '<html><head><title>',
      hex('82b182cc92ac82cc8e9e8c76'),
      '</title></head><body><p>',
      ...Array.from({ length: 8 }, () =>
        hex('93b982aa8cbb82ea82dc82b78142 8e7182c782e082bd82bf82cd 92ac82cc8e9e8c7682f08ca982dc82b78142'),
      ),
      '</p></body></html>',
    ),
    contentType: 'text/html',
    expected: { title: 'この町の時計', language: 'ja' },
  },
  {
    id: 'bytes/windows-1256-undeclared',
    url: 'https://nakhla.example/1256',
    html: '',
    // Windows-1256: النخلة دفتر المزارع
    body: join(
      '<html dir="rtl"><head><title>',
      hex('c7e1e4cee1c9 20 cfddcad1 20 c7e1e3d2c7d1da'),
      '</title></head><body><p>',
      ...Array.from({ length: 10 }, () =>
        join(hex('cfddcad1 20 edcdddd9 20 e3e6c7dacf 20 c7e1d1ed 20 e6c7e1cdd5c7cf 20 e1dfe1 20 cddee1 20')),
      ),
      '</p></body></html>',
    ),
    contentType: 'text/html',
    expected: { title: 'النخلة دفتر المزارع', language: 'ar' },
  },
]
