import Link from 'next/link'

export const dynamic = 'force-dynamic'

/** The least that a page of Next.js can be: what every page of ours stands beside. */
export default function Page() {
  return (
    <main>
      <h1>A page</h1>
      <Link href="/">A link</Link>
    </main>
  )
}
