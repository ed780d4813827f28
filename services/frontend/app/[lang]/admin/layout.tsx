import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ClientMessages } from '../../../src/components/client-messages.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin')
  return { title: t('title'), robots: { index: false, follow: false } }
}

export default function AdminLayout({ children }: { readonly children: ReactNode }) {
  return <ClientMessages names={['admin', 'tools']}>{children}</ClientMessages>
}
