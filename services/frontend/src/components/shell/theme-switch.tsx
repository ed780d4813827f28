'use client'

import { useEffect } from 'react'
import { remember } from '../remember.ts'
import { type Theme, themeCookie } from '../theme.ts'

/** Turns the page into the theme that is chosen in a menu, and remembers it. Also what was chosen before this had loaded. */
export function ThemeSwitch(props: {
  /** Id of what holds the choices. */
  readonly menu: string
  /** Id of what opens it, whose name says which theme is on. */
  readonly button: string
  readonly texts: Readonly<Record<Theme, string>>
}) {
  const { menu, button, texts } = props
  useEffect(() => {
    const choices = document.getElementById(menu)
    const choose = () => {
      const chosen = choices?.querySelector<HTMLInputElement>('input:checked')?.value as Theme | undefined
      if (!chosen || chosen === document.documentElement.dataset.theme) return
      remember(themeCookie, chosen)
      document.documentElement.dataset.theme = chosen
      document.getElementById(button)?.setAttribute('aria-label', texts[chosen])
    }
    choose()
    choices?.addEventListener('change', choose)
    return () => choices?.removeEventListener('change', choose)
  }, [menu, button, texts])
  return null
}
