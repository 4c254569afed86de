const text = (description: string) => ({ in: 'query' as const, description, schema: { type: 'string' as const } })

const parameters = [
  { name: 'search', ...text('As in GET /profiles.') },
  { name: 'filter', ...text('As in GET /profiles: a rule, as JSON.') },
  { name: 'sort', ...text('As in GET /profiles.') },
  { name: 'order', ...text('`asc` or `desc`.') },
  { name: 'column', ...text('A trait to export; as often as there are columns.') },
]

function exported(id: string, media: string, summary: string) {
  const content = { [media]: { schema: { type: 'string' as const, format: 'binary' } } }
  return { get: { operationId: id, tags: ['People'], summary, parameters, responses: { '200': { description: 'A file.', content } } } }
}

/** Not in the contract: files of people, made while they are sent. */
export const peopleFilePaths = {
  '/profiles/export.csv': exported('profiles.exportCsv', 'text/csv', 'Everybody whom a list shows, as CSV'),
  '/profiles/export.xlsx': exported(
    'profiles.exportXlsx',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'Everybody whom a list shows, as a workbook',
  ),
}
