'use client'

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Pixels from the end that still count as being there. */
const slack = 80

/**
 * Keeps a scrolled list at its end while the reader is there, and where it is when older entries are put before it.
 * @param firstKey what is on top; a change of it means that something was put before
 */
export function useStickToEnd(
  list: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  firstKey: unknown,
) {
  const [atEnd, setAtEnd] = useState(true)
  const sticking = useRef(true)
  const before = useRef({ firstKey, height: 0 })

  const toEnd = useCallback(() => {
    const element = list.current
    if (element) element.scrollTop = element.scrollHeight
  }, [list])

  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const grown = element.scrollHeight - before.current.height
    if (sticking.current) toEnd()
    else if (before.current.firstKey !== firstKey) element.scrollTop += grown
    before.current = { firstKey, height: element.scrollHeight }
  })

  useEffect(() => {
    const element = list.current
    const inner = content.current
    if (!element || !inner) return
    let top = element.scrollTop
    const onScroll = () => {
      const near = element.scrollHeight - element.scrollTop - element.clientHeight < slack
      // Content that grows after we went to the end is no wish of the reader's to leave it; scrolling up is.
      if (near || element.scrollTop < top) sticking.current = near
      top = element.scrollTop
      setAtEnd(sticking.current)
    }
    const observer = new ResizeObserver(() => {
      if (sticking.current) toEnd()
    })
    element.addEventListener('scroll', onScroll, { passive: true })
    observer.observe(inner)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', onScroll)
      observer.disconnect()
    }
  }, [list, content, toEnd])

  return { atEnd, toEnd }
}
