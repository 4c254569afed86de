import { FONT } from './measure.ts'

// The few shapes that a picture of a map is made of, as text. Whatever comes from people goes through `escaped`.

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

type Stroke = { stroke?: string; dashed?: boolean }

export function rect({
  x,
  y,
  width,
  height,
  fill,
  ...stroke
}: { x: number; y: number; width: number; height: number; fill: string } & Stroke): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"${strokeOf(stroke)}/>`
}

export function circle({ cx, cy, r, fill, ...stroke }: { cx: number; cy: number; r: number; fill: string } & Stroke): string {
  return `<circle cx="${cx}" cy="${cy}" r="${r}" fill="${fill}"${strokeOf(stroke)}/>`
}

export function line({ x1, y1, x2, y2, ...stroke }: { x1: number; y1: number; x2: number; y2: number } & Stroke): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"${strokeOf(stroke)}/>`
}

export function path(d: string, { fill, stroke }: { fill: string; stroke?: string }): string {
  return d === '' ? '' : `<path d="${d}" fill="${fill}"${stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="2.5"`}/>`
}

type TextAt = { x: number; y: number; size: number; weight?: number; fill?: string; anchor?: 'start' | 'middle' }

export function text(words: string, { x, y, size, weight = 400, fill = '#212529', anchor = 'start' }: TextAt): string {
  if (words === '') return ''
  return `<text x="${x}" y="${y}" font-family="${escaped(FONT)}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escaped(words)}</text>`
}

/** Without control characters, which XML does not allow. */
function escaped(words: string): string {
  return words.replaceAll(/\p{Cc}|\p{Cs}|\p{Cn}/gu, ' ').replaceAll(/[&<>"]/gu, (character) => ENTITIES[character]!)
}

function strokeOf({ stroke, dashed = false }: Stroke): string {
  return stroke === undefined ? '' : ` stroke="${stroke}"${dashed ? ' stroke-dasharray="5 4"' : ''}`
}
