import { expect, test } from 'vitest'
import { scriptsWithoutFont } from '../../src/machine/fonts.ts'

// As fc-list prints it on a Debian with DejaVu alone, and with Noto's and WenQuanYi's fonts; shortened.
const dejavu = ':lang=aa|af|ar|az-ir|el|en|fr|ru|und-zmth|uk\n:lang=aa|af|el|en|fr\n'
const more = ':lang=hi|mr|ne|sa\n:lang=th\n:lang=en|ja|ko|zh-cn|zh-tw\n'

test('names what no font is for', () => {
  expect(scriptsWithoutFont(dejavu)).toEqual(['Chinese', 'Japanese', 'Korean', 'Hindi', 'Thai'])
  expect(scriptsWithoutFont(dejavu + more)).toEqual([])
  expect(scriptsWithoutFont('')).toHaveLength(6)
})
