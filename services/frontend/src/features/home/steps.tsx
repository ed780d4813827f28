import { useTranslations } from 'next-intl'

const steps = ['paste', 'read', 'talk'] as const

/** The main job in three sentences. */
export function Steps() {
  const t = useTranslations('home')
  return (
    <section aria-labelledby="how" className="wrap py-14 md:py-20">
      <h2 id="how" className="text-3xl md:text-4xl">
        {t('howTitle')}
      </h2>
      <ol className="mt-8 grid gap-8 md:grid-cols-3">
        {steps.map((step, index) => (
          <li key={step} className="grid content-start gap-2 border-t-2 border-ink pt-4">
            <span aria-hidden className="marked font-display text-5xl leading-none font-extrabold">
              {index + 1}
            </span>
            <h3 className="mt-2 text-xl">{t(`steps.${step}.title`)}</h3>
            <p className="text-ink-soft">{t(`steps.${step}.text`)}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
