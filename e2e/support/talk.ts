import type { Locator, Page } from 'playwright-core'

/** What people do in a room, and what they see. */
export class RoomPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Opens the room in a language of the site and waits until it is live. */
  async enter(slug: string, language: string): Promise<void> {
    await this.page.goto(`/${language}/rooms/${slug}`)
    await this.live()
  }

  /** Waits until the connection stands and everything missed has come. */
  async live(timeoutMs = 90_000): Promise<void> {
    await this.page.locator('[data-testid=room][data-phase=live]').waitFor({ timeout: timeoutMs })
  }

  /** Takes a name, so that writing is allowed. */
  async join(name: string): Promise<void> {
    await this.page.getByTestId('join-name').fill(name)
    await this.page.getByTestId('join-button').click()
    await this.page.getByTestId('composer-input').waitFor()
  }

  /** Writes and sends. */
  async say(text: string): Promise<void> {
    await this.page.getByTestId('composer-input').fill(text)
    await this.page.getByTestId('composer-send').click()
  }

  /** Messages, as read in this browser, that hold the text. */
  messages(text: string): Locator {
    return this.page.getByTestId('message').filter({ hasText: text })
  }
}
