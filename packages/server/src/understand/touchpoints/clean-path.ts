const ORIGIN = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#]*/u

/**
 * What makes a step of a path an id, as expressions that JavaScript and RE2 read alike: a number, a UUID, a hexadecimal number of eight digits or more
 * (with a decimal digit in it, or `/facade` would be one), or a run of sixteen letters and digits of both kinds.
 */
export const ID_STEPS = {
  number: '^[0-9]+$',
  uuid: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  hex: '^[0-9a-f]{8,}$',
  digit: '[0-9]',
  token: '[0-9a-z]{16,}',
} as const

const STEPS = Object.fromEntries(Object.entries(ID_STEPS).map(([kind, expression]) => [kind, new RegExp(expression, 'u')]))

/**
 * A path or address of a page as touchpoints know it: the same page for everybody. Host, query, fragment and trailing slash are dropped, ASCII letters
 * are made small, and steps that are ids become `:id`. `cleanPathSql` says the same in SQL.
 */
export function cleanPath(path: string): string {
  const bare = path.replace(ORIGIN, '').split(/[?#]/u)[0]!
  const steps = bare.replaceAll(/[A-Z]/gu, (letter) => letter.toLowerCase()).split('/')
  return `/${steps
    .filter((step) => step !== '')
    .map((step) => (isId(step) ? ':id' : step))
    .join('/')}`
}

function isId(step: string): boolean {
  const is = (kind: keyof typeof ID_STEPS) => STEPS[kind]!.test(step)
  return is('number') || is('uuid') || (is('digit') && (is('hex') || is('token')))
}
