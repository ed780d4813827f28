import { Type } from 'typebox'
import { statedFields } from '../../features/revisits/statement.ts'
import { cursor, id, nextCursor, pageOf } from './administration-schemas.ts'
import { timestamp } from './common-schemas.ts'

const field = Type.Enum([...statedFields])
const status = Type.Enum(['open', 'applied', 'dismissed'])

export const pageChange = Type.Object(
  {
    id,
    status,
    suspicion: Type.Enum(['', 'moved', 'parked', 'other-name'], {
      description: 'What speaks for the domain having changed hands; "" = nothing.',
    }),
    tool: Type.Object({ id, slug: Type.String(), name: Type.String(), url: Type.String() }),
    url: Type.String({ description: 'Where the page was found; "" = nowhere.' }),
    fields: Type.Array(
      Type.Object({
        field,
        before: Type.String({ description: 'What the page said before.' }),
        after: Type.String({ description: 'What it says now.' }),
        listing: Type.String({ description: 'What the listing says.' }),
        written: Type.Boolean({
          description: 'The listing does not say what the page said before: somebody wrote it.',
        }),
      }),
    ),
    createdAt: timestamp,
    updatedAt: timestamp,
  },
  { title: 'AdminPageChange' },
)

export const pageChangePage = Type.Object(
  { items: Type.Array(pageChange), nextCursor },
  { title: 'AdminPageChangePage' },
)

export const pageChangeQuery = Type.Object({
  status: Type.Enum(['open', 'applied', 'dismissed'], { default: 'open' }),
  tool: Type.Optional(id),
  cursor,
  limit: pageOf(100, 50),
})

export const pageChangeBody = Type.Object({
  fields: Type.Array(field, {
    maxItems: statedFields.length,
    uniqueItems: true,
    description: 'What the listing takes over from its page; none = it stays as it is.',
  }),
})
