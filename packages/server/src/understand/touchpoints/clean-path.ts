const ORIGIN = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#]*/u

/**
 * What makes a step of a path with a digit in it an id, as an expression that JavaScript and RE2 read alike: a number, a UUID, a hexadecimal number of eight
 * digits or more, or a run of sixteen letters and digits. Without any digit it is a word: `/facade`.
 */
export const ID_STEP = '^[0-9]+$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[0-9a-f]{8,}$|[0-9a-z]{16,}'

const ID = new RegExp(ID_STEP, 'u')

/**
 * A path or address of a page as touchpoints know it: the same page for everybody. Host, query, fragment and trailing slash are dropped, ASCII letters
 * are made small, and steps that are ids become `:id`. `cleanPathSql` says the same in SQL.
 */
export function cleanPath(path: string): string {
  const bare = path.replace(ORIGIN, '').split(/[?#]/u)[0]!
  const steps = bare.replaceAll(/[A-Z]/gu, (letter) => letter.toLowerCase()).split('/')
  return `/${steps
    .filter((step) => step !== '')
    .map((step) => (/[0-9]/u.test(step) && ID.test(step) ? ':id' : step))
    .join('/')}`
}
