import { Monitor, Moon, Sun } from 'lucide'
import { classNames } from '../class-names.ts'
import { type Theme, themes } from '../theme.ts'
import { buttonClass } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Popover } from '../ui/popover.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

const icons = { system: Monitor, light: Sun, dark: Moon } as const
/** The document says which theme is on, and so which icon is seen. */
const seen = {
  system: 'hidden in-data-[theme=system]:block',
  light: 'hidden in-data-[theme=light]:block',
  dark: 'hidden in-data-[theme=dark]:block',
} as const

/** Light, dark, or as the device has it. Plain HTML; only the choosing is a script's. */
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
  return (
    <>
      <button
        id="theme-button"
        type="button"
        popoverTarget="theme-menu"
        data-testid="theme-menu-button"
        aria-label={texts.buttons[initial]}
        className={buttonClass({ variant: 'quiet', size: 'icon-sm' })}
      >
        {themes.map((value) => (
          <Icon key={value} of={icons[value]} className={classNames('size-5', seen[value])} />
        ))}
      </button>
      <Popover id="theme-menu" className="w-48">
        <fieldset>
          <legend className="sr-only">{texts.legend}</legend>
          {themes.map((value) => (
            <label
              key={value}
              className="flex items-center gap-3 rounded-md px-3 py-2 hover:bg-ink/8 has-checked:font-bold has-focus-visible:bg-ink/8"
            >
              <input
                type="radio"
                name="theme"
                value={value}
                defaultChecked={initial === value}
                autoComplete="off"
                className="accent-(--ink)"
              />
              <Icon of={icons[value]} className="size-4.5" />
              {texts.themes[value]}
            </label>
          ))}
        </fieldset>
      </Popover>
      <ThemeSwitch menu="theme-menu" button="theme-button" texts={texts.buttons} />
    </>
  )
}
