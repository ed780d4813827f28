import { notFound } from 'next/navigation'

/** Any path that no page has, so that the answer is our own "not found" in the visitor's language. */
export default function MissingPage(): never {
  notFound()
}
