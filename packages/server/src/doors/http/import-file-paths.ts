const parameter = (name: string, description: string) => ({
  name,
  in: 'path' as const,
  required: true,
  description,
  schema: { type: 'string' as const },
})

/** Not in the contract: what goes up and comes down here are files, and those are no JSON. */
export const importFilePaths = {
  '/imports/files/{fileName}': {
    put: {
      operationId: 'imports.upload',
      tags: ['Imports'],
      summary: 'Upload a file to import, or one that it looks things up in',
      parameters: [parameter('fileName', 'A name without a folder. Kept for a day, until it is imported.')],
      requestBody: { required: true, content: { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } } },
      responses: {
        '200': {
          description: 'Its `fileId`, its columns, and a guess of the mapping.',
          content: { 'application/json': { schema: { type: 'object' as const } } },
        },
      },
    },
  },
  '/imports/{importId}/refused': {
    get: {
      operationId: 'imports.refused',
      tags: ['Imports'],
      summary: 'The refused rows of an import, with reasons',
      parameters: [parameter('importId', 'Of the import.')],
      responses: { '200': { description: 'A CSV file.', content: { 'text/csv': { schema: { type: 'string' as const } } } } },
    },
  },
}
