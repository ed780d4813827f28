'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { remember } from '../remember.ts'
import { type Theme, themeCookie, themes } from '../theme.ts'
import { buttonClass } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'

const icons = { system: Monitor, light: Sun, dark: Moon } as const

/** Light, dark, or as the device has it. */
export function ThemeMenu(props: {
  readonly initial: Theme
  readonly texts: {
    readonly legend: string
    /** What the button says while a theme is on. */
    readonly buttons: Readonly<Record<Theme, string>>
    readonly themes: Readonly<Record<Theme, string>>
  }
}) {
  const { initial, texts } = props
  const [theme, setTheme] = useState(initial)
  const Current = icons[theme]

  function choose(next: Theme): void {
    setTheme(next)
    remember(themeCookie, next)
    document.documentElement.dataset.theme = next
  }

  return (
    <>
      <button
        type="button"
        popoverTarget="theme-menu"
        data-testid="theme-menu-button"
        aria-label={texts.buttons[theme]}
        className={buttonClass({ variant: 'quiet', size: 'icon-sm' })}
      >
        <Current className="size-5" aria-hidden />
      </button>
      <Popover id="theme-menu" className="w-48">
        <fieldset>
          <legend className="sr-only">{texts.legend}</legend>
          {themes.map((value) => {
            const Icon = icons[value]
            return (
              <label
                key={value}
                className="flex items-center gap-3 rounded-md px-3 py-2 hover:bg-ink/8 has-checked:font-bold has-focus-visible:bg-ink/8"
              >
                <input
                  type="radio"
                  name="theme"
                  value={value}
                  checked={theme === value}
                  onChange={() => choose(value)}
                  className="accent-(--ink)"
                />
                <Icon className="size-4.5" aria-hidden />
                {texts.themes[value]}
              </label>
            )
          })}
        </fieldset>
      </Popover>
    </>
  )
}
