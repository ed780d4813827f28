import { Problem } from '@parlance/service-kit'
import { fieldNames, type ImportColumn, isTarget, type Mapping, readMapping } from './import-fields.ts'

/**
 * The mapping that somebody chose.
 *
 * @param columns of the file
 * @throws Problem `invalid` that names the column, where it cannot be: no such column or field, a field of two columns, no
 * address or no name at all
 */
export function chosenMapping(columns: readonly string[], chosen: readonly ImportColumn[]): Mapping {
  const there = new Set(columns)
  const takenBy = new Map<string, string>()
  for (const { name, field } of chosen) {
    if (!there.has(name)) throw new Problem('invalid', `The file has no column "${name}".`)
    if (field === null) continue
    if (!isTarget(field)) throw new Problem('invalid', `"${field}" is no field. Fields: ${fieldNames}.`)
    const other = takenBy.get(field)
    if (other !== undefined) {
      throw new Problem('invalid', `"${other}" and "${name}" both go to ${field}: leave one of them out.`)
    }
    takenBy.set(field, name)
  }
  if (!takenBy.has('url')) {
    throw new Problem('invalid', 'No column goes to url: a listing is known by its address.')
  }
  if (![...takenBy.keys()].some((field) => field === 'name' || field.startsWith('name.'))) {
    throw new Problem('invalid', 'No column goes to name: a listing needs one.')
  }
  return readMapping(Object.fromEntries([...takenBy].map(([field, name]) => [name, field])))
}
