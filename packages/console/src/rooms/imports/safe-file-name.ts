const BYTES_MAX = 200
const NAMELESS = 'file'

/**
 * A name under which any file may be uploaded: without folders, without characters that cannot be seen or turn others around, not hidden, not too
 * long. Its ending is kept.
 */
export function safeFileName(name: string): string {
  const plain = name
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replaceAll(/[/\\]/gu, '_')
    .replace(/^[.\s]+/u, '')
    .trim()
  if (bytes(plain) <= BYTES_MAX) return plain === '' ? NAMELESS : plain
  const ending = /(?:\.[\w-]{1,10}){1,2}$/u.exec(plain)?.[0] ?? ''
  let stem = plain.slice(0, BYTES_MAX)
  while (bytes(stem + ending) > BYTES_MAX) stem = stem.slice(0, -1).replace(/[\uD800-\uDBFF]$/u, '')
  return stem + ending
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length
}
