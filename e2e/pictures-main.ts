/**
 * Takes the pictures of the README from a stack of its own: `node e2e/pictures-main.ts`. The home page, and the demo room
 * as a reader of Spanish sees it while others talk.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { newPerson, openBrowser } from './support/browser.ts'
import { root } from './support/manage.ts'
import { startStack } from './support/stack.ts'
import { RoomPage } from './support/talk.ts'

const folder = join(root, 'docs/images')
const most = 300_000

const stack = await startStack()
const browser = await openBrowser()
try {
  await mkdir(folder, { recursive: true })
  await takeHome(browser)
  await takeRoom(browser)
} finally {
  await browser.close()
  await stack.close()
}

async function takeHome(browser: Browser): Promise<void> {
  const { page } = await newPerson(browser, stack.site)
  await page.goto('/en', { waitUntil: 'networkidle' })
  await save(page, 'home.png')
}

async function takeRoom(browser: Browser): Promise<void> {
  const rooms = await Promise.all(
    ['es', 'en', 'it', 'nl'].map(async (language) => {
      const { page } = await newPerson(browser, stack.site, { language })
      const room = new RoomPage(page)
      await room.enter('lobby', language)
      return room
    }),
  )
  const [spanish, english, italian, dutch] = rooms
  if (!spanish || !english || !italian || !dutch) throw new Error('four people are needed')
  const names = ['Inés', 'Grace', 'Marco', 'Jan']
  await Promise.all(rooms.map((room, index) => room.join(names[index] ?? '')))
  await english.say('The film is ready! The music is from the library and the children recorded the voices.')
  await translated(spanish, 'Grace')
  await spanish.say('¡Enhorabuena! ¿Cuándo podemos ver la película?')
  await italian.messages('Inés').last().waitFor()
  await italian.say('Anche io voglio vedere il film.')
  await translated(spanish, 'Marco')
  await dutch.page.getByTestId('composer-input').pressSequentially('Ik ook')
  await spanish.page.getByTestId('typing').getByText('Jan').waitFor()
  await save(spanish.page, 'room.png')
}

/** Waits until the last message of somebody has come and has been translated. */
async function translated(room: RoomPage, author: string): Promise<void> {
  await room.messages(author).last().getByTestId('message-engine').waitFor()
}

/** Writes the page as it is on the screen. */
async function save(page: Page, name: string): Promise<void> {
  const shot = await page.screenshot()
  const png = await sharp(shot).png({ compressionLevel: 9, effort: 10 }).toBuffer()
  if (png.length > most) throw new Error(`${name} has ${png.length} bytes, more than ${most}`)
  await writeFile(join(folder, name), png)
  console.log(`${name}: ${Math.round(png.length / 1_024)} KB`)
}
