import { expect, it } from 'vitest'
import { writeOutTags } from '../../src/engines/apertium/chunk-tags.ts'

it('writes out the tags that the words of a chunk share', () => {
  expect(writeOutTags('^sn<SN><f><sg>{^el<det><2><3>$ ^casa<n><2><3>$}$')).toBe(
    '^sn<SN><f><sg>{^el<det><f><sg>$ ^casa<n><f><sg>$}$',
  )
})

it('each chunk has its own', () => {
  expect(writeOutTags('^a<X><m>{^uno<2>$}$ ^b<Y><pl>{^dos<2>$}$^c<Z>{^tres<1>$}$')).toBe(
    '^a<X><m>{^uno<m>$}$ ^b<Y><pl>{^dos<pl>$}$^c<Z>{^tres<Z>$}$',
  )
})

it.each([
  ['a number that no tag has', '^sn<SN>{^casa<n><2><0>$}$'],
  ['a tag that only starts as a number', '^v<SV><p3>{^ver<1p><2x>$}$'],
  ['what is escaped', '^sn<SN><f>{^\\<2\\>\\{\\}\\$\\^<n>$}$'],
  ['text between words, and superblanks', '^sn<SN><f>{^a<n>$ [<2> ^x<2>$]^b<n>$ <2>}$[~1~]<2>'],
  ['words outside of chunks', '^casa<n><2>$ ^unknown<unknown>$'],
  ['nothing', ''],
])('leaves %s as it is', (_, stream) => {
  expect(writeOutTags(stream)).toBe(stream)
})
