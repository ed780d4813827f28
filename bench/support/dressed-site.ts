import { inventedPages } from '@parlance/testing/pages'
import { openSite } from './scraper-program.ts'

const pages = inventedPages()
const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="500"><defs><linearGradient id="g"><stop stop-color="#246"/><stop offset="1" stop-color="#fc8"/></linearGradient></defs><rect width="900" height="500" fill="url(#g)"/></svg>`
const dressing = `<img src="/picture.svg" width="900" height="500"><script>
const held = []; for (let i = 0; i < 2e4; i++) held.push({ i, text: 'word ' + i })
setTimeout(() => { for (let i = 0; i < 300; i++) document.body.append(Object.assign(document.createElement('p'), { textContent: held[i].text })) }, 200)</script>`

/** Opens a site of the invented pages, with a picture and a script that writes late, at `/page/0` and on. @returns host:port */
export function openDressedSite(): Promise<string> {
  return openSite((request, response) => {
    const index = Number(/^\/page\/(\d+)$/.exec(request.url ?? '')?.[1] ?? Number.NaN)
    const page = pages[index % pages.length]
    if (page)
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page.html + dressing)
    else if (request.url === '/picture.svg')
      response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(picture)
    else response.writeHead(404).end()
  })
}
