import { expect, test } from 'vitest'
import { readAddressList } from '../../../src/features/submissions/address-list.ts'

test('one address a line, each page once; what is none stays, to be told so', () => {
  expect(
    readAddressList(
      'a.example\r\n\n# a note\n  https://a.example/?utm_source=x  \nnot an address\nhttps://b.example/\nhttps://b.example',
    ),
  ).toEqual({
    source: 'list',
    urls: ['a.example', 'https://a.example/?utm_source=x', 'not an address', 'https://b.example/'],
  })
})

test('what browsers export: the web alone, out of all folders', () => {
  const file = `<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8"><TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p><DT><H3 ADD_DATE="1700000000" PERSONAL_TOOLBAR_FOLDER="true">Bar</H3><DL><p>
<DT><A HREF="https://a.example/?x=1&amp;y=2" ADD_DATE="1700000001" ICON="data:image/png;base64,iVBORw0KGgo=">A</A>
<DT><A HREF="javascript:(function(){alert(1)})()">Bookmarklet</A><DT><A HREF="place:sort=8">Recent</A>
<DT><A ADD_DATE="1" HREF="http://b.example/">B</A><DT><A HREF="chrome://settings/">S</A></DL><p></DL>`
  expect(readAddressList(file)).toEqual({
    source: 'bookmarks',
    urls: ['https://a.example/?x=1&y=2', 'http://b.example/'],
  })
})

test('the text of a sitemap', () => {
  const text =
    '<urlset><url><loc> https://a.example/ </loc></url><url><loc>ftp://a.example/</loc></url></urlset>'
  expect(readAddressList(text)).toEqual({ source: 'sitemap', urls: ['https://a.example/'] })
})

test('a megabyte of anything is read at once', () => {
  expect(readAddressList(`<a ${'href '.repeat(200_000)}`).urls).toHaveLength(1)
  expect(readAddressList('<loc>'.repeat(200_000)).urls).toEqual([])
})
