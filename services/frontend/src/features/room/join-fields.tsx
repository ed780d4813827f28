import { getTranslations } from 'next-intl/server'
import { Button } from '../../components/ui/button.tsx'
import { Input } from '../../components/ui/input.tsx'
import { joinNoteId } from './join-names.ts'

const id = 'join-name'

/** The name that a guest writes under; plain HTML within a `JoinForm`. */
export async function JoinFields() {
  const t = await getTranslations('room')
  return (
    <>
      <label htmlFor={id} className="text-sm font-semibold">
        {t('joinLabel')}
      </label>
      <div className="flex gap-2">
        <Input
          id={id}
          name="name"
          required
          maxLength={40}
          autoComplete="nickname"
          placeholder={t('joinPlaceholder')}
          aria-describedby={joinNoteId}
          data-testid="join-name"
        />
        <Button
          type="submit"
          variant="sun"
          className="group-data-pending:opacity-55"
          data-testid="join-button"
        >
          {t('join')}
        </Button>
      </div>
    </>
  )
}
