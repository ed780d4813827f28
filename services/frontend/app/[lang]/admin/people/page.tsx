import { getTranslations } from 'next-intl/server'
import { bodyOf } from '../../../../src/api/client.ts'
import { Button } from '../../../../src/components/ui/button.tsx'
import { Select } from '../../../../src/components/ui/field.tsx'
import { Input } from '../../../../src/components/ui/input.tsx'
import { changePerson } from '../../../../src/features/admin/actions.ts'
import { adminApi } from '../../../../src/features/admin/admin-api.ts'
import { adminPage } from '../../../../src/features/admin/admin-page.tsx'
import { AdminShell } from '../../../../src/features/admin/admin-shell.tsx'
import { InvitationList } from '../../../../src/features/admin/invitation-list.tsx'
import { InviteForm } from '../../../../src/features/admin/invite-form.tsx'
import { Moment, NextPage, Table } from '../../../../src/features/admin/parts.tsx'
import type { SearchParams } from '../../../../src/features/tools/filters.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

const roles = ['guest', 'member', 'editor', 'admin'] as const

export default adminPage(
  async ({ params, searchParams }: Props, user) => {
    const [{ lang }, search] = [await params, await searchParams]
    const [t, api] = await Promise.all([getTranslations('admin'), adminApi()])
    const asked = (name: string) => (typeof search[name] === 'string' ? search[name] : '')
    const role = roles.find((name) => name === search.role)
    const filters = { ...(asked('q') ? { q: asked('q').slice(0, 200) } : {}), ...(role ? { role } : {}) }
    const query = { ...filters, limit: 50, ...(asked('cursor') ? { cursor: asked('cursor') } : {}) }
    const [page, invitations] = await Promise.all([
      bodyOf(api.GET('/api/v1/admin/people', { params: { query } })),
      bodyOf(api.GET('/api/v1/admin/invitations')),
    ])
    const here = localPath(lang, '/admin/people')
    const back = `${here}?${new URLSearchParams(filters)}`
    return (
      <AdminShell user={user} title={t('pages.people')} search={search}>
        <search>
          <form action={here} className="flex flex-wrap gap-2">
            <Input
              name="q"
              type="search"
              defaultValue={asked('q')}
              aria-label={t('find')}
              placeholder={t('find')}
              className="w-full! sm:w-56!"
              accessKey="f"
            />
            <Select name="role" defaultValue={role ?? ''} aria-label={t('role')} className="w-auto!">
              <option value="">{t('anyRole')}</option>
              {roles.map((name) => (
                <option key={name} value={name}>
                  {t(`roles.${name}`)}
                </option>
              ))}
            </Select>
            <Button type="submit" variant="outline">
              {t('filter')}
            </Button>
          </form>
        </search>
        <Table
          label={t('pages.people')}
          head={[t('facts.name'), t('role'), t('activity'), t('since'), t('account')]}
        >
          {page.items.map((person) => (
            <tr key={person.id} data-testid="person" data-name={person.name}>
              <td>
                <span className="font-semibold">{person.name}</span>
                <div className="text-ink-soft">{person.email}</div>
              </td>
              <td>
                {person.role === 'guest' || person.id === user.id ? (
                  t(`roles.${person.role}`)
                ) : (
                  <form action={changePerson} className="flex gap-2">
                    <input type="hidden" name="back" value={back} />
                    <input type="hidden" name="id" value={person.id} />
                    <Select
                      name="role"
                      defaultValue={person.role}
                      aria-label={t('roleOf', { name: person.name })}
                      className="min-h-9! w-auto!"
                    >
                      {roles.slice(1).map((name) => (
                        <option key={name} value={name}>
                          {t(`roles.${name}`)}
                        </option>
                      ))}
                    </Select>
                    <Button type="submit" size="sm" variant="outline">
                      {t('save')}
                    </Button>
                  </form>
                )}
              </td>
              <td>{t('did', { messages: person.messages, submissions: person.submissions })}</td>
              <td>
                <Moment at={person.createdAt} />
              </td>
              <td>
                {person.id !== user.id && (
                  <form action={changePerson}>
                    <input type="hidden" name="back" value={back} />
                    <input type="hidden" name="id" value={person.id} />
                    <input type="hidden" name="disabled" value={person.disabledAt ? 'no' : 'yes'} />
                    <Button
                      type="submit"
                      size="sm"
                      variant="outline"
                      data-testid="person-disable"
                      aria-label={`${person.disabledAt ? t('open') : t('close')}: ${person.name}`}
                    >
                      {person.disabledAt ? t('open') : t('close')}
                    </Button>
                  </form>
                )}
              </td>
            </tr>
          ))}
        </Table>
        <NextPage path={here} query={filters} cursor={page.nextCursor} />
        <InviteForm />
        <InvitationList items={invitations.items} back={back} />
      </AdminShell>
    )
  },
  { administrators: true },
)
