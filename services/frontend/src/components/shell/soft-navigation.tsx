'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useTransition } from 'react'
import { formAddress, softTarget } from '../soft-target.ts'

/**
 * Follows the links and search forms of all pages without a new document. One listener for the whole page instead of a
 * component for each link: a page's links and forms are plain HTML, cost nothing to hydrate, and work before a script has
 * loaded, or where none does. The link that was followed carries `data-pending` until its page is there.
 */
export function SoftNavigation() {
  const router = useRouter()
  const [pending, start] = useTransition()
  const followed = useRef<HTMLElement>(null)

  useEffect(() => {
    const go = (from: HTMLElement, href: string) => {
      delete followed.current?.dataset.pending
      followed.current = from
      from.dataset.pending = ''
      const scroll = from.dataset.keepPlace === undefined
      // The fragment is for whoever has no script; left in the address, it would be gone to again on the way back.
      const [address = href] = scroll ? [href] : href.split('#')
      start(() => (from.dataset.replace === undefined ? router.push : router.replace)(address, { scroll }))
    }
    const onClick = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (!link?.href) return
      const { href, target } = link
      const path = softTarget({ href, target, download: link.hasAttribute('download') }, location.href)
      if (!path) return
      event.preventDefault()
      link.closest<HTMLElement>('[popover]')?.hidePopover()
      go(link, path)
    }
    const onSubmit = (event: SubmitEvent) => {
      const form = event.target
      if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== 'get') return
      const address = formAddress(form.action, new FormData(form, event.submitter))
      const path = softTarget({ href: address, target: form.target, download: false }, location.href)
      if (!path) return
      event.preventDefault()
      go(form, path)
    }
    // A choice from a list sends a search form by itself.
    const onChange = ({ target }: Event) => {
      if (target instanceof HTMLSelectElement && target.closest('search')) target.form?.requestSubmit()
    }
    document.addEventListener('click', onClick)
    document.addEventListener('submit', onSubmit)
    document.addEventListener('change', onChange)
    return () => {
      document.removeEventListener('click', onClick)
      document.removeEventListener('submit', onSubmit)
      document.removeEventListener('change', onChange)
    }
  }, [router])

  useEffect(() => {
    if (pending) return
    delete followed.current?.dataset.pending
    followed.current = null
  }, [pending])
  return null
}
